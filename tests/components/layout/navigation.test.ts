import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { navigationFor } from "@/components/layout/navigation.ts";
import { ROLES } from "@/lib/auth/access.ts";

const pageOf = (href: string) => (href === "/" ? "app/(main)/page.tsx" : `app/(main)${href}/page.tsx`);

test.each(ROLES)("no page in a %s's navigation is missing, and each lets that role in", (role) => {
  const items = navigationFor(role);
  expect(items.length).toBeGreaterThan(1);
  for (const { href } of items) {
    expect(existsSync(pageOf(href)), href).toBe(true);
    const [, least] = /requireReader\("(\w+)"\)/.exec(readFileSync(pageOf(href), "utf8")) ?? [];
    expect(ROLES.findIndex((one) => one === least)).toBeLessThanOrEqual(ROLES.indexOf(role));
  }
});
