import { readdir, readFile } from "node:fs/promises";
import { expect, test } from "vitest";

/** The only pages for people without a session. */
const OPEN_PAGES = ["(auth)/sign-in/page.tsx"];

test("every page but the sign-in asks for its reader itself", async () => {
  const files = await readdir("app", { recursive: true });
  const pages = files.filter((file) => /(^|\/)page\.tsx$/.test(file) && !OPEN_PAGES.includes(file));
  const texts = await Promise.all(pages.map(async (file) => ({ file, text: await readFile(`app/${file}`, "utf8") })));
  const unguarded = texts.filter(({ text }) => !/await requireReader\("(viewer|manager|admin)"\)/.test(text));
  expect(unguarded.map(({ file }) => file)).toEqual([]);
  expect(pages.length).toBeGreaterThan(3);
});

test("no page has a server action: every change goes through a route that declares who may make it", async () => {
  const sources = (await Promise.all(["app", "components", "lib"].map(sourcesBelow))).flat();
  expect(sources.filter(({ text }) => /^\s*["']use server["']/m.test(text)).map(({ file }) => file)).toEqual([]);
});

async function sourcesBelow(folder: string): Promise<{ file: string; text: string }[]> {
  const files = (await readdir(folder, { recursive: true })).filter((file) => /\.tsx?$/.test(file));
  return Promise.all(files.map(async (file) => ({ file, text: await readFile(`${folder}/${file}`, "utf8") })));
}
