import { readdir } from "node:fs/promises";
import { withClient } from "@/lib/db/connection.ts";
import type { Facts } from "./support/facts.ts";
import {
  API,
  API_ANSWERS,
  FOREIGN_CHANGE,
  type Method,
  METHODS,
  NO_METHOD,
  OPTIONS_ANSWER,
  PAGE_ANSWERS,
  PAGE_OPTIONS_ANSWER,
  PAGES,
  type ReaderName,
  READERS,
} from "./support/matrix.ts";
import { expect, test, type Role } from "./support/test.ts";
import { makeUser, removeUser } from "./support/users.ts";

const SAFE: readonly Method[] = ["GET", "HEAD", "OPTIONS"];
const NOT_TAKEN = "https://elsewhere.test";
const NOBODY = "0b0b0b0b-0000-4000-8000-000000000000";

type Cell = { path: string; method: Method; reader: ReaderName; expected: number; asked: string };
type Cookies = Record<ReaderName, string>;

test("the tables name every route and every page that there is, and no other", async () => {
  expect(Object.keys(API)).toEqual(await pathsOf("route.ts"));
  expect(Object.keys(PAGES)).toEqual(await pathsOf("page.tsx"));
});

test("every route, by every method, answers each reader as the table says", async ({ stack }) => {
  test.slow();
  const cells = Object.keys(API).flatMap((path) => METHODS.flatMap((method) => cellsOf(path, method)));
  await expectCells(stack, cells);
});

test("every page, by every method, answers each reader as the table says", async ({ page, stack, signInAs }) => {
  test.slow();
  await signInAs("viewer");
  const { data } = (await (await page.request.get("/api/issues?page_size=1")).json()) as { data: { id: string }[] };
  const cells = Object.entries(PAGES).flatMap(([path, audience]) =>
    METHODS.flatMap((method) =>
      READERS.map((reader, place): Cell => {
        const asked = path.replace("[id]", data[0]?.id ?? "");
        const answer = PAGE_ANSWERS[audience][place] ?? 0;
        const isThere = path === "/settings" ? 307 : 200;
        const expected = answer === 200 ? isThere : answer;
        const isRefused = method === "OPTIONS" && (reader !== "anonymous" || audience === "open");
        return { path, method, reader, expected: isRefused ? PAGE_OPTIONS_ANSWER : expected, asked };
      }),
    ),
  );
  await expectCells(stack, cells);
});

function cellsOf(path: string, method: Method): Cell[] {
  const asked = `${path.replace("[id]", NOBODY).replace("[...path]", "nothing/here")}?nonsense=1`;
  return READERS.map((reader, place) => {
    const answering = API[path]?.[method] ?? (method === "HEAD" ? API[path]?.GET : undefined);
    const isForeignChange = reader === "foreign" && !SAFE.includes(method);
    if (method === "OPTIONS") return { path, method, reader, expected: OPTIONS_ANSWER, asked };
    if (answering === undefined) return { path, method, reader, expected: NO_METHOD, asked };
    const expected = isForeignChange ? FOREIGN_CHANGE : (API_ANSWERS[answering][place] ?? 0);
    return { path, method, reader, expected, asked };
  });
}

async function expectCells(stack: Facts, cells: readonly Cell[]): Promise<void> {
  const left = await makeUser(stack, "Left The Company");
  const out = await makeUser(stack, "Put Out");
  try {
    const cookies = await cookiesOf(stack, { left: left.email, out: out.email });
    const wrong: string[] = [];
    for (const { path, method, reader, expected, asked } of cells) {
      const origin = reader === "foreign" ? NOT_TAKEN : stack.url;
      const headers = { cookie: cookies[reader], origin, "content-type": "application/json" };
      const body = SAFE.includes(method) ? undefined : "{}";
      const answer = await fetch(stack.url + asked, { method, headers, body, redirect: "manual" });
      await answer.arrayBuffer();
      if (answer.status !== expected) wrong.push(`${method} ${path} for ${reader}: ${answer.status}, not ${expected}`);
      const to = new URL(answer.headers.get("location") ?? "/", stack.url);
      if (to.origin !== stack.url) wrong.push(`${method} ${path} leads ${reader} to ${to.href}`);
    }
    expect(wrong).toEqual([]);
    console.log(`  ${cells.length} cells`);
  } finally {
    await removeUser(stack, left.email);
    await removeUser(stack, out.email);
    await removeUser(stack, LEFT_ADDRESS);
  }
}

const LEFT_ADDRESS = "left@elsewhere.test";

async function cookiesOf(stack: Facts, emails: { left: string; out: string }): Promise<Cookies> {
  const [expired, deactivated, left] = [
    await cookieOf(stack, "admin"),
    await cookieOf(stack, "admin"),
    await cookieOf(stack, "admin"),
  ];
  await withClient(stack.database, async (client) => {
    const asAdmin = "update sessions set user_id = (select id from app_users where email = $1) where token = $2";
    await client.query("update sessions set expires_at = now() - interval '1 second' where token = $1", [
      tokenOf(expired),
    ]);
    await client.query(asAdmin, [emails.out, tokenOf(deactivated)]);
    await client.query(asAdmin, [emails.left, tokenOf(left)]);
    await client.query("update app_users set role = 'admin' where email = any($1)", [[emails.out, emails.left]]);
    await client.query("update app_users set deactivated_at = now() where email = $1", [emails.out]);
    await client.query("update app_users set email = $1 where email = $2", [LEFT_ADDRESS, emails.left]);
  });
  const admin = await cookieOf(stack, "admin");
  return {
    ...{ anonymous: "", expired, deactivated, left, admin, foreign: admin },
    tampered: admin.replace(/=(.)/, (_all, first: string) => `=${first === "A" ? "B" : "A"}`),
    viewer: await cookieOf(stack, "viewer"),
    manager: await cookieOf(stack, "manager"),
  };
}

/** A session of the demo's person of a role, as a browser keeps it. */
async function cookieOf(stack: Facts, role: Role): Promise<string> {
  const headers = { origin: stack.url, "content-type": "application/json" };
  const answer = await fetch(`${stack.url}/api/demo/sign-in`, {
    method: "POST",
    headers,
    body: JSON.stringify({ role }),
  });
  const cookie = answer.headers.getSetCookie().find((line) => line.includes("session_token"));
  return cookie?.split(";")[0] ?? "";
}

function tokenOf(cookie: string): string {
  return decodeURIComponent(cookie.split("=").slice(1).join("=")).split(".")[0] ?? "";
}

/** The addresses of the files of a name below `app`, in order; groups are no part of an address. */
async function pathsOf(name: string): Promise<string[]> {
  const files = await readdir("app", { recursive: true });
  const folders = files.filter((file) => file === name || file.endsWith(`/${name}`));
  return folders.map((file) => `/${file.slice(0, -name.length - 1).replaceAll(/\([^)]*\)\/?/g, "")}`).toSorted();
}
