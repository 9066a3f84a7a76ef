import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

const WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

export const THEMES = ["light", "dark"] as const;
export const WIDTHS = [390, 1440] as const;

/** Shows the page in a theme and at a width, as its switch and a window of that size would. */
export async function showIn(
  page: Page,
  theme: (typeof THEMES)[number],
  width: (typeof WIDTHS)[number],
): Promise<void> {
  await page.setViewportSize({ width, height: width === 390 ? 844 : 900 });
  await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
  await page.addInitScript((chosen) => localStorage.setItem("theme", chosen), theme);
}

/** Nothing that axe calls serious or critical. */
export async function expectAccessible(page: Page): Promise<void> {
  // Without frames there is nothing to gather from them; the other mode opens a page for that, which takes longer.
  const { violations } = await new AxeBuilder({ page }).withTags(WCAG).setLegacyMode(true).analyze();
  const grave = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
  const words = grave.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target }) => `${id}: ${help} (${target.join(" ")})`),
  );
  expect(words, "axe found serious faults").toEqual([]);
}

/** The page itself does not scroll sideways; names what sticks out. */
export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const wide = await page.evaluate(() => {
    const room = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= room) return [];
    const sticking = [...document.body.querySelectorAll("*")].filter(
      (it) => it.getBoundingClientRect().right > room + 1,
    );
    return [
      `${document.documentElement.scrollWidth} of ${room} px`,
      ...sticking.slice(0, 5).map((it) => it.outerHTML.slice(0, 120)),
    ];
  });
  expect(wide, "the page scrolls sideways").toEqual([]);
}
