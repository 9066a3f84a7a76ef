import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { http, HttpResponse } from "msw";
import { expect, test } from "vitest";
import { SyncMenu } from "@/components/sync/sync-menu.tsx";
import { Toaster } from "@/components/ui/toaster.tsx";
import { renderAt } from "@/tests/support/components.tsx";
import { ownApi, refuses } from "@/tests/support/own-api.ts";

const api = ownApi();
const STOREFRONT = { id: "0b8f1c9e-3c0a-4a53-9d57-0a4f8a3f0001", path: "shop/storefront" };

/** Answers an action and keeps what it was asked. */
function takes(action: string, answer: object): unknown[] {
  const asked: unknown[] = [];
  api.use(
    http.post(`/api/sync/${action}`, async ({ request }) => {
      asked.push(await request.json());
      return HttpResponse.json(answer, { status: 202 });
    }),
  );
  return asked;
}

function show(project: typeof STOREFRONT | null) {
  return renderAt(
    <>
      <SyncMenu project={project} projects={13} />
      <Toaster />
    </>,
  );
}

const press = async (name: string | RegExp) => userEvent.click(await screen.findByRole("button", { name }));

test("a poll of all is asked for at once, and what came of it is told", async () => {
  const asked = takes("poll", { projects: [{ project: "shop/storefront", joined: false }] });
  show(null);
  await press("Sync all");
  await press(/^Poll/);
  expect(await screen.findByText("Poll of shop/storefront started.")).toBeInTheDocument();
  expect(asked).toEqual([{}]);
});

test("a reconcile of one project that is under way is joined, and said to be", async () => {
  const asked = takes("reconcile", { runs: [{ id: crypto.randomUUID(), project: "shop/storefront", joined: true }] });
  show(STOREFRONT);
  await press("Sync shop/storefront");
  await press(/^Reconcile/);
  expect(await screen.findByText("Joined the reconcile of shop/storefront that is under way.")).toBeInTheDocument();
  expect(asked).toEqual([{ project: STOREFRONT.id }]);
});

test("an audit compares every issue, of one project or of all", async () => {
  const asked = takes("audit", { runs: [{ id: crypto.randomUUID(), project: "shop/storefront", joined: false }] });
  show(STOREFRONT);
  await press("Sync shop/storefront");
  await press(/^Audit/);
  expect(await screen.findByText("Audit of shop/storefront started.")).toBeInTheDocument();
  expect(asked).toEqual([{ project: STOREFRONT.id, deep: true }]);
});

test("a bootstrap says what it costs and is started by a second press only", async () => {
  const asked = takes("bootstrap", { runs: [{ id: crypto.randomUUID(), project: "shop/storefront", joined: false }] });
  show(null);
  await press("Sync all");
  await press(/^Bootstrap/);
  expect(await screen.findByText("Bootstrap 13 projects?")).toBeVisible();
  await press("Cancel");
  expect(await screen.findByRole("button", { name: /^Poll/ })).toBeVisible();
  expect(asked).toEqual([]);
  await press(/^Bootstrap/);
  await press("Bootstrap");
  expect(await screen.findByText("Bootstrap of shop/storefront started.")).toBeInTheDocument();
  expect(asked).toEqual([{}]);
});

test("a refusal says why, quotes the request, and the button is there again", async () => {
  api.use(refuses("/api/sync/poll", { status: 403, code: "forbidden", detail: "Your role does not allow this." }));
  show(null);
  await press("Sync all");
  await press(/^Poll/);
  expect(await screen.findByText("The poll was not started.")).toBeInTheDocument();
  expect(screen.getByText("Your role does not allow this. Request req-42")).toBeInTheDocument();
  await waitFor(() => expect(screen.getByRole("button", { name: "Sync all" })).toBeEnabled());
});
