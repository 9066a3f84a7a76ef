import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { z } from "zod";
import { AppError } from "@/lib/errors.ts";

const secretsSchema = z.object({
  gitlabPort: z.int().nullable(),
  gitlabToken: z.string().min(1),
  webhookSecret: z.string().min(1),
  authSecret: z.string().min(16),
});

/** What is generated once and kept. The port stays: the database remembers the address of the GitLab it mirrors. */
export type Secrets = z.infer<typeof secretsSchema>;

/** Everything that one demo keeps. */
export type DataFolder = {
  path: string;
  secretsFile: string;
  processesFile: string;
  postgres: string;
  gitlab: string;
  logFile(name: string): string;
};

/** The folder of one demo under `.data/`, created when missing. */
export function openDataFolder(name: string): DataFolder {
  const path = resolve(".data", name);
  const logs = join(path, "logs");
  // 0711 and not 0700: as root, Postgres runs as another user that must get through to its own folder.
  mkdirSync(logs, { recursive: true, mode: 0o711 });
  return {
    path,
    secretsFile: join(path, "demo.json"),
    processesFile: join(path, "processes.json"),
    postgres: join(path, "postgres"),
    gitlab: join(path, "gitlab"),
    logFile: (file) => join(logs, `${file}.log`),
  };
}

/** Starts over: all that the demo kept is gone, but for the note of who runs here. Nothing else may be running in it. */
export function emptyDataFolder(folder: DataFolder): void {
  for (const name of readdirSync(folder.path)) {
    const path = join(folder.path, name);
    if (path !== folder.processesFile) rmSync(path, { recursive: true, force: true });
  }
  mkdirSync(dirname(folder.logFile("any")), { mode: 0o711 });
}

/** The kept secrets, or new ones. @throws AppError `internal` when their file is damaged. */
export function readSecrets(folder: DataFolder): Secrets {
  if (!existsSync(folder.secretsFile)) return keepSecrets(folder, newSecrets());
  const parsed = secretsSchema.safeParse(parseJson(readFileSync(folder.secretsFile, "utf8")));
  if (parsed.success) return parsed.data;
  throw new AppError("internal", `${folder.secretsFile} is damaged: start over with --fresh`);
}

/** Keeps the secrets, readable by the present user alone. */
export function keepSecrets(folder: DataFolder, secrets: Secrets): Secrets {
  writePrivately(folder.secretsFile, secrets);
  return secrets;
}

/** Writes JSON that only the present user may read; a reader never sees half of it. */
export function writePrivately(path: string, value: unknown): void {
  writeFileSync(`${path}.new`, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${path}.new`, path);
}

function newSecrets(): Secrets {
  const secret = (): string => randomBytes(24).toString("base64url");
  return { gitlabPort: null, gitlabToken: `glpat-demo-${secret()}`, webhookSecret: secret(), authSecret: secret() };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
