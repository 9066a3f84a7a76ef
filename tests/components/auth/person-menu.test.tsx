import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { http, HttpResponse } from "msw";
import { expect, test, vi } from "vitest";
import { PersonMenu } from "@/components/auth/person-menu.tsx";
import { Toaster } from "@/components/ui/toaster.tsx";
import { renderAt } from "@/tests/support/components.tsx";
import { ownApi, refuses } from "@/tests/support/own-api.ts";

const api = ownApi();
const reader = {
  id: crypto.randomUUID(),
  name: "Ingrid Halvorsen",
  email: "ingrid@corp.example",
  role: "manager" as const,
};

test.each([
  ["Sign out", "/api/auth/sign-out"],
  ["Sign out everywhere", "/api/auth/sign-out-everywhere"],
])("it says who is signed in and as what; %s asks for that", async (name, path) => {
  let signedOut = false;
  api.use(
    http.post(path, () => {
      signedOut = true;
      return HttpResponse.json({ success: true });
    }),
  );
  const assign = vi.fn();
  vi.stubGlobal("location", { ...window.location, assign });
  renderAt(<PersonMenu reader={reader} />);
  await userEvent.click(screen.getByRole("button", { name: "Ingrid Halvorsen, manager" }));
  expect(await screen.findByText("ingrid@corp.example")).toBeInTheDocument();
  expect(screen.getByText("Manager")).toBeInTheDocument();
  await userEvent.click(screen.getByRole("button", { name }));
  await expect.poll(() => assign.mock.calls).toEqual([["/sign-in"]]);
  expect(signedOut).toBe(true);
});

test("a sign-out that fails does not look like one that worked", async () => {
  api.use(refuses("/api/auth/sign-out", { status: 503, code: "unavailable", detail: "The database does not answer." }));
  renderAt(
    <>
      <PersonMenu reader={reader} />
      <Toaster />
    </>,
  );
  await userEvent.click(screen.getByRole("button", { name: "Ingrid Halvorsen, manager" }));
  await userEvent.click(await screen.findByRole("button", { name: "Sign out" }));
  expect(await screen.findByText("You are still signed in.")).toBeInTheDocument();
});
