import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { http, HttpResponse } from "msw";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { createTestQueryClient } from "@/tests/support/components.tsx";
import { issueList, issueRow, person } from "@/tests/support/issue-dto.ts";
import { ownApi, refuses } from "@/tests/support/own-api.ts";
import { answerFacets, answerIssues, filter, search, show } from "../show-backlog.tsx";

vi.setConfig({ testTimeout: 20_000 });
const api = ownApi();
const ana = person("Ana");
let asked: string[] = [];
let chosen: unknown = null;
let me: typeof ana | null = null;

const REFUSAL = {
  type: "about:blank",
  title: "The request is not valid",
  status: 400,
  code: "invalid_request",
  detail: "query.assignee is me, and you have not said yet who you are in GitLab",
  request_id: "req-42",
  faults: [{ field: "query.assignee", message: "is me, and you have not said yet who you are in GitLab" }],
};

const reader = () => ({ id: "1", email: "", name: "", role: "viewer", gitlab_user: me });

/** The API, which knows the reader's person in GitLab only once it was told. */
beforeEach(() => {
  [asked, chosen, me] = [[], null, null];
  answerFacets(api);
  api.use(
    http.get("/api/me", () => HttpResponse.json(reader())),
    http.get("/api/people", ({ request }) => {
      const wanted = new URL(request.url).searchParams.get("q") ?? "";
      return HttpResponse.json({ data: [ana, person("Benji")].filter(({ username }) => username.includes(wanted)) });
    }),
    http.put("/api/me/gitlab-user", async ({ request }) => {
      chosen = await request.json();
      me = ana;
      return HttpResponse.json(reader());
    }),
    http.get("/api/issues", ({ request }) => {
      const { search: question, searchParams } = new URL(request.url);
      asked.push(decodeURIComponent(question));
      const isRefused = searchParams.get("assignee") === "me" && me === null;
      if (!isRefused) return HttpResponse.json(issueList([issueRow(1)]));
      return HttpResponse.json(REFUSAL, { status: 400, headers: { "content-type": "application/problem+json" } });
    }),
  );
});

const chooser = () => screen.findByRole("dialog", { name: "Who are you in GitLab?" });

async function chooseAna(): Promise<void> {
  const dialog = within(await chooser());
  expect(await dialog.findByText(/An admin can correct it later\./)).toBeVisible();
  expect(await dialog.findAllByRole("radio")).toHaveLength(2);
  expect(dialog.getByRole("button", { name: "Choose yourself above" })).toBeDisabled();
  await userEvent.type(await dialog.findByLabelText("Your name or user name in GitLab"), "ana");
  await waitFor(() => expect(dialog.queryByRole("radio", { name: /Benji/ })).not.toBeInTheDocument());
  await userEvent.click(dialog.getByRole("radio", { name: /Ana/ }));
  await userEvent.click(dialog.getByRole("button", { name: "I am Ana" }));
}

describe("Mine", () => {
  test("is a toggle of assignee=me for those who are known", async () => {
    me = ana;
    show("/backlog?assignee=benji&status=blocked");
    await userEvent.click(filter("Mine"));
    await waitFor(() => expect(search()).toBe("?assignee=me&status=blocked"));
    expect(filter("Mine")).toHaveAttribute("aria-pressed", "true");
    expect(filter(/^Assignee/)).toHaveTextContent("Me");
    await userEvent.click(filter("Mine"));
    expect(search()).toBe("?status=blocked");
    expect(filter("Mine")).toHaveAttribute("aria-pressed", "false");
    expect(screen.queryByRole("dialog")).not.toBeInTheDocument();
  });

  test("asks once who one is, and then shows one's issues", async () => {
    show("/backlog?status=blocked");
    await userEvent.click(filter("Mine"));
    await chooseAna();
    await waitFor(() => expect(search()).toBe("?assignee=me&status=blocked"));
    expect(chosen).toEqual({ gitlab_user_id: ana.id });
    expect(filter("Mine")).toHaveAttribute("aria-pressed", "true");
    await waitFor(() => expect(screen.queryByRole("dialog")).not.toBeInTheDocument());
    expect(filter("Mine")).toHaveFocus();
    await waitFor(() => expect(asked.at(-1)).toBe("?assignee=me&status=blocked"));
    await userEvent.click(filter("Mine"));
    await userEvent.click(filter("Mine"));
    await waitFor(() => expect(search()).toBe("?assignee=me&status=blocked"));
  });

  test("nothing is chosen by closing, and a name that nobody has is said", async () => {
    show();
    await userEvent.click(filter("Mine"));
    const dialog = within(await chooser());
    await userEvent.type(await dialog.findByLabelText("Your name or user name in GitLab"), "zoe");
    expect(await dialog.findByText(/Nobody here is called that\./)).toBeVisible();
    await userEvent.keyboard("{Escape}");
    await waitFor(() => expect(screen.queryByRole("dialog")).not.toBeInTheDocument());
    expect([search(), chosen]).toEqual(["", null]);
    await waitFor(() => expect(filter("Mine")).toHaveFocus());
  });

  test("a choice that was refused says why, and can be made again", async () => {
    const problem = { status: 409, code: "conflict", detail: "You have said already who you are." };
    api.use(refuses("/api/me/gitlab-user", problem));
    show();
    await userEvent.click(filter("Mine"));
    await chooseAna();
    const alert = await screen.findByRole("alert");
    expect(alert).toHaveTextContent("This could not be saved");
    expect(alert).toHaveTextContent("You have said already who you are.");
    expect(search()).toBe("");
  });
});

describe("a link to my issues", () => {
  test("opened by someone who has not said who that is: the rest is applied, and the choice offered", async () => {
    show("/backlog?assignee=me&status=blocked");
    expect(await screen.findByText(/^Say who you are in GitLab to see your issues\./)).toBeVisible();
    expect(await screen.findByRole("link", { name: "Issue 1" })).toBeVisible();
    expect(asked).toEqual(["?assignee=me&status=blocked", "?status=blocked"]);
    expect(screen.queryByRole("alert")).not.toBeInTheDocument();
    expect(filter("Mine")).toHaveAttribute("aria-pressed", "false");
    await userEvent.click(screen.getByRole("button", { name: "Say who you are" }));
    await chooseAna();
    await waitFor(() => expect(filter("Mine")).toHaveAttribute("aria-pressed", "true"));
    expect(search()).toBe("?assignee=me&status=blocked");
    expect(screen.queryByText(/^Say who you are in GitLab/)).not.toBeInTheDocument();
    expect(filter("Mine")).toHaveFocus();
    await waitFor(() => expect(asked.at(-1)).toBe("?assignee=me&status=blocked"));
  });

  test("come back to after one has said it: the page from before is not believed", async () => {
    me = ana;
    const ignored = [{ name: "assignee", value: "me", message: "is me", refused: true as const }];
    const queryClient = createTestQueryClient();
    queryClient.setQueryData(["me"], reader());
    show("/backlog?assignee=me&status=blocked", { ignored, queryClient });
    expect(screen.queryByText(/^Say who you are in GitLab/)).not.toBeInTheDocument();
    expect(filter("Mine")).toHaveAttribute("aria-pressed", "true");
    await waitFor(() => expect(asked).toEqual(["?assignee=me&status=blocked"]));
  });

  test("known to be refused by the server is not asked for again, and goes with a click", async () => {
    const ignored = [{ name: "assignee", value: "me", message: "is me", refused: true as const }];
    show("/backlog?assignee=me&status=blocked", { ignored });
    expect(screen.getByText(/^Say who you are in GitLab/)).toBeVisible();
    await waitFor(() => expect(asked).toEqual(["?status=blocked"]));
    await userEvent.click(screen.getByRole("button", { name: "Remove" }));
    expect(search()).toBe("?status=blocked");
    expect(screen.queryByText(/^Say who you are in GitLab/)).not.toBeInTheDocument();
  });
});

test("any other value that only the API can refuse is named, and the rest applied", async () => {
  answerIssues(api, asked);
  const faults = [{ field: "query.project", message: "is too strange" }];
  api.use(
    http.get("/api/issues", ({ request }) => {
      const isRefused = new URL(request.url).searchParams.has("project");
      if (!isRefused) return HttpResponse.json(issueList([issueRow(1)]));
      const problem = { ...REFUSAL, faults };
      return HttpResponse.json(problem, { status: 400, headers: { "content-type": "application/problem+json" } });
    }),
  );
  show("/backlog?project=x&status=blocked");
  expect(await screen.findByText("project=x")).toBeVisible();
  expect(screen.getByText("is too strange")).toBeVisible();
  expect(await screen.findByRole("link", { name: "Issue 1" })).toBeVisible();
});
