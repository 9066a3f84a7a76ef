import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeAll, beforeEach, expect, test, vi } from "vitest";
import { PersonMenu } from "@/components/auth/person-menu.tsx";
import { SHORTCUT_NAMES, SHORTCUTS } from "@/components/shortcuts/keys.ts";
import { Shortcuts } from "@/components/shortcuts/shortcuts.tsx";
import { useShortcuts } from "@/components/shortcuts/use-shortcuts.ts";
import { renderAt } from "@/tests/support/components.tsx";

beforeAll(() => import("@/components/shortcuts/shortcuts-dialog.tsx"));
beforeEach(() => localStorage.clear());

const reader = { id: "1", name: "Ingrid Halvorsen", email: "ingrid@corp.example", role: "viewer" as const };
const list = () => screen.findByRole("dialog", { name: "Keyboard shortcuts" });

function Page({ onNext }: { onNext: () => void }) {
  useShortcuts({ "row-next": onNext });
  return (
    <>
      <textarea aria-label="Note" />
      <input type="checkbox" aria-label="Select" />
    </>
  );
}

function show() {
  const onNext = vi.fn();
  renderAt(
    <Shortcuts>
      <PersonMenu reader={reader} />
      <Page onNext={onNext} />
    </Shortcuts>,
  );
  return onNext;
}

test("? lists every shortcut there is", async () => {
  show();
  await userEvent.keyboard("?");
  const terms = within(await list()).getAllByRole("term");
  expect(terms.map(({ textContent }) => textContent).toSorted()).toEqual(
    SHORTCUT_NAMES.map((name) => SHORTCUTS[name].words).toSorted(),
  );
  await userEvent.keyboard("{Escape}");
  await waitFor(() => expect(screen.queryByRole("dialog")).not.toBeInTheDocument());
});

test("the person's menu leads to it too", async () => {
  show();
  await userEvent.click(screen.getByRole("button", { name: "Ingrid Halvorsen, viewer" }));
  await userEvent.click(await screen.findByRole("button", { name: "Keyboard shortcuts" }));
  expect(await list()).toBeVisible();
});

test("a key acts beside a checkbox, not while one writes nor under something open", async () => {
  const onNext = show();
  screen.getByRole("checkbox", { name: "Select" }).focus();
  await userEvent.keyboard("j");
  expect(onNext).toHaveBeenCalledOnce();
  screen.getByRole("textbox", { name: "Note" }).focus();
  await userEvent.keyboard("j?");
  expect(screen.queryByRole("dialog")).not.toBeInTheDocument();
  screen.getByRole("checkbox", { name: "Select" }).focus();
  await userEvent.keyboard("?");
  await list();
  await userEvent.keyboard("j");
  expect(onNext).toHaveBeenCalledOnce();
});

test("single characters can be switched off, and stay so in this browser", async () => {
  const onNext = show();
  await userEvent.keyboard("?");
  await userEvent.click(within(await list()).getByRole("checkbox", { name: /single character/ }));
  await userEvent.keyboard("{Escape}");
  await waitFor(() => expect(screen.queryByRole("dialog")).not.toBeInTheDocument());
  await userEvent.keyboard("j?");
  expect(onNext).not.toHaveBeenCalled();
  expect(screen.queryByRole("dialog")).not.toBeInTheDocument();
});
