import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { http, HttpResponse } from "msw";
import { expect, test } from "vitest";
import { refusalInWords } from "@/components/auth/refusals.ts";
import { SignInCard } from "@/components/auth/sign-in-card.tsx";
import { renderAt } from "@/tests/support/components.tsx";
import { ownApi, refuses } from "@/tests/support/own-api.ts";

const api = ownApi();
// jsdom goes nowhere but to another fragment of the same page, so that is where these sign-ins lead.
const NEXT = "/#arrived";

test.each([
  [/Viewer.*without confidential issues/, "viewer"],
  [/Manager.*sets status, priority/, "manager"],
  [/Admin.*runs the sync/, "admin"],
])("the demo's button %s signs in as %s and leads on", async (name, role) => {
  let asked: unknown = null;
  api.use(
    http.post("/api/demo/sign-in", async ({ request }) => {
      asked = await request.json();
      return HttpResponse.json({});
    }),
  );
  renderAt(<SignInCard google={false} demo next={NEXT} refusal={null} />);
  await userEvent.click(screen.getByRole("button", { name }));
  await waitFor(() => expect(window.location.hash).toBe("#arrived"));
  expect(asked).toEqual({ role });
  expect(screen.queryByRole("button", { name: /Google/ })).not.toBeInTheDocument();
});

test("a demo sign-in that fails says so with the request's id, and can be tried again", async () => {
  api.use(refuses("/api/demo/sign-in", { status: 503, code: "unavailable", detail: "The database does not answer." }));
  renderAt(<SignInCard google={false} demo next={NEXT} refusal={null} />);
  await userEvent.click(screen.getByRole("button", { name: /Admin/ }));
  expect(await screen.findByRole("alert")).toHaveTextContent("The database does not answer.Request req-42");
  expect(screen.getByRole("button", { name: /Admin/ })).toBeEnabled();
  expect(window.location.hash).toBe("");
});

test("Google's button asks for its address, with the way back, and goes there", async () => {
  let asked: unknown = null;
  api.use(
    http.post("/api/auth/sign-in/social", async ({ request }) => {
      asked = await request.json();
      return HttpResponse.json({ url: `${window.location.origin}/#google`, redirect: false });
    }),
  );
  renderAt(<SignInCard google demo={false} next="/backlog?q=a" refusal={null} />);
  await userEvent.click(screen.getByRole("button", { name: "Sign in with Google" }));
  await waitFor(() => expect(window.location.hash).toBe("#google"));
  expect(asked).toMatchObject({ provider: "google", callbackURL: "/backlog?q=a", errorCallbackURL: "/sign-in" });
  expect(screen.queryByRole("button", { name: /Viewer/ })).not.toBeInTheDocument();
});

test("where no way in is set up it says which settings are missing", () => {
  renderAt(<SignInCard google={false} demo={false} next="/" refusal={null} />);
  expect(screen.getByText("GOOGLE_CLIENT_ID")).toBeVisible();
  expect(screen.queryByRole("button")).not.toBeInTheDocument();
});

test("a refusal is told kindly, and an unknown one is not made up", () => {
  renderAt(<SignInCard google demo={false} next="/" refusal={refusalInWords("domain_not_allowed")} />);
  expect(screen.getByRole("alert")).toHaveTextContent("is not in an organisation that may use Backtrak");
  expect(refusalInWords("some_new_code")).toMatch(/did not work/);
  expect(refusalInWords("constructor")).toMatch(/did not work/);
  expect(refusalInWords(undefined)).toBeNull();
});
