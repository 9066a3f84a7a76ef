import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { http, HttpResponse } from "msw";
import { expect, test } from "vitest";
import { FilterDrawerButton } from "@/components/backlog/filter-drawer-button.tsx";
import { useBacklogUrl } from "@/components/backlog/use-backlog-url.ts";
import { renderAt } from "@/tests/support/components.tsx";
import { FACETS } from "@/tests/support/issue-dto.ts";
import { ownApi } from "@/tests/support/own-api.ts";

const api = ownApi();
const NONE_IGNORED: [] = [];

function Drawer() {
  const { params, change } = useBacklogUrl(NONE_IGNORED);
  return <FilterDrawerButton params={params} zone="UTC" onChange={change} total={1} />;
}

test("on a phone the same filters and the order are in a drawer, which counts and closes", async () => {
  api.use(http.get("/api/issues/facets", () => HttpResponse.json(FACETS)));
  renderAt(<Drawer />, { url: "/backlog?label=bug" });
  await userEvent.click(screen.getByRole("button", { name: "Filters (1)" }));
  const drawer = await screen.findByRole("dialog", { name: "Filters and order" });
  await userEvent.click(within(drawer).getByText("Status", { selector: "summary *" }));
  await userEvent.click(await within(drawer).findByRole("checkbox", { name: "In progress" }));
  await userEvent.selectOptions(within(drawer).getByRole("combobox", { name: "Order" }), "Due, soonest first");
  expect(window.location.search).toBe("?status=in_progress&label=bug&sort=due");
  await userEvent.click(within(drawer).getByRole("button", { name: "Clear" }));
  expect(window.location.search).toBe("?sort=due");
  await userEvent.click(within(drawer).getByRole("button", { name: "Show 1 issue" }));
  expect(screen.queryByRole("dialog")).not.toBeInTheDocument();
});

test("an order that the drawer does not offer is named, and kept", async () => {
  api.use(http.get("/api/issues/facets", () => HttpResponse.json(FACETS)));
  renderAt(<Drawer />, { url: "/backlog?sort=due,title" });
  await userEvent.click(screen.getByRole("button", { name: "Filters" }));
  expect(await screen.findByRole("combobox", { name: "Order" })).toHaveDisplayValue("As set in the table");
});
