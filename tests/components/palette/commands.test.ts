import { expect, test } from "vitest";
import { commandsFor, matching } from "@/components/palette/commands.ts";
import { issueQuerySchema } from "@/lib/issues/filter-schema.ts";

const labels = (words: string) => matching(commandsFor("admin"), words).map(({ label }) => label);

test("a role is led to its own pages only", () => {
  const pages = (role: "viewer" | "admin") => commandsFor(role).flatMap((it) => (it.group === "Pages" ? it.label : []));
  expect(pages("viewer")).toEqual(["Dashboard", "Backlog", "Help"]);
  expect(pages("admin")).toEqual(expect.arrayContaining(["Sync", "Settings"]));
});

test("only an admin is offered what starts a sync", () => {
  const acts = (role: "manager" | "admin") => commandsFor(role).flatMap((it) => ("act" in it ? it.act : []));
  expect(acts("manager")).toEqual(["theme", "copy-link", "shortcuts", "sign-out"]);
  expect(acts("admin")).toEqual(expect.arrayContaining(["poll", "reconcile"]));
});

test("each word is the beginning of one in the label, in any order and case", () => {
  expect(labels("DARK swi")).toEqual(["Switch between light and dark"]);
  expect(labels("  over ")).toEqual(["Overdue"]);
  expect(labels("verdue")).toEqual([]);
  expect(labels("")).toHaveLength(commandsFor("admin").length);
});

test("its lists are lists that the API knows", () => {
  const lists = commandsFor("viewer").flatMap((it) => (it.group === "Lists" && "href" in it ? it.href : []));
  expect(lists.length).toBeGreaterThan(3);
  for (const href of lists) {
    const query = Object.fromEntries(new URL(href, "http://localhost").searchParams);
    expect(issueQuerySchema.safeParse(query).error).toBeUndefined();
  }
});
