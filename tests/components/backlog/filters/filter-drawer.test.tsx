import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import { FilterDrawerButton } from "@/components/backlog/filters/filter-drawer-button.tsx";
import { useBacklogUrl } from "@/components/backlog/use-backlog-url.ts";
import { renderAt } from "@/tests/support/components.tsx";
import { issueList, issueRow } from "@/tests/support/issue-dto.ts";
import { ownApi } from "@/tests/support/own-api.ts";
import { answerFacets } from "../show-backlog.tsx";

const api = ownApi();
const NONE_IGNORED: [] = [];

function Drawer() {
  const { params, change, onIdentified } = useBacklogUrl(NONE_IGNORED);
  const list = issueList([issueRow(1)]);
  return <FilterDrawerButton {...{ params, list, onIdentified }} zone="UTC" confidentialHidden onChange={change} />;
}

test("on a phone the same filters and the order are in a drawer, which counts and closes", async () => {
  answerFacets(api);
  renderAt(<Drawer />, { url: "/backlog?label=bug" });
  await userEvent.click(screen.getByRole("button", { name: "Filters (1)" }));
  const drawer = await screen.findByRole("dialog", { name: "Filters and order" });
  await userEvent.click(within(drawer).getByRole("button", { name: "Status" }));
  await userEvent.click(await within(drawer).findByRole("checkbox", { name: "In progress" }));
  await userEvent.selectOptions(within(drawer).getByRole("combobox", { name: "Order" }), "Due, soonest first");
  expect(window.location.search).toBe("?status=in_progress&label=bug&sort=due");
  await userEvent.click(within(drawer).getByRole("button", { name: "Clear" }));
  expect(window.location.search).toBe("?sort=due");
  await userEvent.click(within(drawer).getByRole("button", { name: "Show 1 issue" }));
  expect(screen.queryByRole("dialog")).not.toBeInTheDocument();
});

test("an order that the drawer does not offer is named, and kept", async () => {
  answerFacets(api);
  renderAt(<Drawer />, { url: "/backlog?sort=due,title" });
  await userEvent.click(screen.getByRole("button", { name: "Filters" }));
  expect(await screen.findByRole("combobox", { name: "Order" })).toHaveDisplayValue("As set in the table");
});

test("the drawer asks for a filter's values once it is unfolded, not before", async () => {
  const asked: string[] = [];
  answerFacets(api, asked);
  renderAt(<Drawer />, { url: "/backlog?label=bug" });
  await userEvent.click(screen.getByRole("button", { name: "Filters (1)" }));
  await userEvent.click(await screen.findByRole("button", { name: "Milestone" }));
  await userEvent.click(await screen.findByRole("checkbox", { name: "Spring" }));
  expect(asked).toEqual(["?facet=milestone&label=bug"]);
  expect(window.location.search).toBe("?label=bug&milestone=Spring");
});

test("the rarer filters are in the drawer by their group, and each that is set goes with a touch", async () => {
  renderAt(<Drawer />, { url: "/backlog?reopened_from=2026-03-01&as_of=2026-03-05" });
  await userEvent.click(screen.getByRole("button", { name: "Filters (2)" }));
  const days = within(await screen.findByRole("region", { name: "Days" }));
  expect(days.getByRole("button", { name: "Reopened: since 1 Mar 2026" })).toBeVisible();
  await userEvent.click(days.getByRole("button", { name: "Remove reopened" }));
  expect(window.location.search).toBe("?as_of=2026-03-05");
  const view = within(screen.getByRole("region", { name: "View" }));
  expect(view.queryByRole("button", { name: /Confidential/ })).not.toBeInTheDocument();
  await userEvent.click(view.getByRole("button", { name: /^As of/ }));
  await userEvent.click(screen.getByRole("button", { name: "Remove as of" }));
  expect(window.location.search).toBe("");
});
