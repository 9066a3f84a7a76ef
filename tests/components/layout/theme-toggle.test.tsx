import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test } from "vitest";
import { Providers } from "@/components/layout/providers.tsx";
import { ThemeToggle } from "@/components/layout/theme-toggle.tsx";
import { renderAt } from "@/tests/support/components.tsx";

beforeEach(() => localStorage.clear());

test("the other theme is worn at once and kept; back in the system's own, the system is followed again", async () => {
  renderAt(
    <Providers nonce="n">
      <ThemeToggle />
    </Providers>,
  );
  const button = screen.getByRole("button", { name: "Switch between light and dark" });
  expect(document.documentElement).not.toHaveClass("dark");
  await userEvent.click(button);
  expect(document.documentElement).toHaveClass("dark");
  expect(localStorage.getItem("theme")).toBe("dark");
  await userEvent.click(button);
  expect(document.documentElement).not.toHaveClass("dark");
  expect(localStorage.getItem("theme")).toBe("system");
});
