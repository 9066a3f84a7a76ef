import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { chromium } from "@playwright/test";

/** A browser, and what it needs in its environment. */
export type Browser = { path: string; env: Record<string, string> };

/** As root, and without a word to anybody outside. */
export const CHROMIUM_ARGS = [
  ...["--no-sandbox", "--disable-background-networking", "--disable-quic", "--disable-component-update"],
  ...["--disable-sync", "--no-first-run"],
];

const INSTALLED = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome-stable"];
const UNPACKED = resolve(".data/chromium");
const INSTALL = "apt-get update && apt-get install -y --no-install-recommends chromium";

/**
 * A Chromium that starts here: the one CHROMIUM_PATH names, an installed one, Playwright's own, the one inside
 * @sparticuz/chromium, or, as root on Debian, one that is installed now.
 */
export async function findChromium(): Promise<Browser> {
  const given = process.env.CHROMIUM_PATH;
  if (given) return mustStart({ path: given, env: {} });
  const present = [...INSTALLED, chromium.executablePath()].map((path) => ({ path, env: {} })).find(starts);
  return present ?? (await unpacked()) ?? install();
}

function mustStart(browser: Browser): Browser {
  if (starts(browser)) return browser;
  throw new Error(`CHROMIUM_PATH names ${browser.path}, which does not start`);
}

function starts({ path, env }: Browser): boolean {
  if (!existsSync(path)) return false;
  const { status } = spawnSync(path, ["--version", "--no-sandbox"], {
    env: { ...process.env, ...env },
    timeout: 30_000,
  });
  return status === 0;
}

// The package holds the browser, some fonts and the libraries that a bare machine lacks, all compressed; it unpacks
// into the temporary folder of its process, so it gets one of its own. A half unpacked one is thrown away.
async function unpacked(): Promise<Browser | null> {
  if (process.platform !== "linux" || process.arch !== "x64") return null;
  if (!existsSync(UNPACKED)) await unpack();
  const fonts: Record<string, string> = spawnSync("fc-list").stdout?.length
    ? {}
    : { FONTCONFIG_PATH: join(UNPACKED, "fonts") };
  const env = { LD_LIBRARY_PATH: join(UNPACKED, "al2023/lib"), ...fonts };
  const browser = { path: join(UNPACKED, "chromium"), env };
  return starts(browser) ? browser : null;
}

async function unpack(): Promise<void> {
  console.log("Unpacking Chromium …");
  const [unfinished, before] = [`${UNPACKED}.new`, process.env.TMPDIR];
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { recursive: true });
  process.env.TMPDIR = unfinished;
  try {
    const { default: packed, inflate } = await import("@sparticuz/chromium");
    await packed.executablePath();
    const entry = createRequire(import.meta.url).resolve("@sparticuz/chromium");
    await inflate(join(dirname(entry), "../bin/al2023.tar.br"));
    renameSync(unfinished, UNPACKED);
  } finally {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
  }
}

function install(): Browser {
  const canInstall = process.getuid?.() === 0 && existsSync("/usr/bin/apt-get");
  if (canInstall) {
    console.log(`No Chromium starts here: ${INSTALL}`);
    spawnSync("sh", ["-c", INSTALL], { stdio: "inherit", env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" } });
  }
  const browser = INSTALLED.map((path) => ({ path, env: {} })).find(starts);
  if (browser) return browser;
  throw new Error(`No Chromium starts here. Install one (${INSTALL}) or set CHROMIUM_PATH to yours`);
}
