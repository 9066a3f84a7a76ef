import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, dirname } from "node:path";
import { pathToFileURL } from "node:url";
import { bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils";
import type * as Engine from "@prisma/schema-engine-wasm/schema_engine_bg";
import type { Client } from "pg";
import { PlainPostgres } from "./plain-postgres.ts";

const NOTHING = /^(-- This is an empty migration\.)?\s*$/;
let loaded: Promise<typeof Engine> | undefined; // its functions share one memory: it is put together once
type LoadedEngine = typeof Engine & { __wbg_set_wasm(exports: WebAssembly.Exports): void };
const NO_FILTERS = { externalTables: [], externalEnums: [] };

/**
 * The SQL that would bring the database to `schema`, as Prisma's own engine writes it; empty when the two agree.
 * Prisma knows tables, columns, enums, keys and indexes; constraints and partial indexes it does not see.
 */
export async function driftBetween(client: Client, schema: string): Promise<string> {
  loaded ??= loadEngine();
  const { SchemaEngine } = await loaded;
  const files = [{ path: "schema.prisma", content: schema }];
  const factory = bindMigrationAwareSqlAdapterFactory(new PlainPostgres(client));
  const engine = await SchemaEngine.new({ datamodels: [["schema.prisma", schema]] }, () => {}, factory);
  const { stdout } = await engine.diff({
    from: { tag: "schemaDatasource", files, configDir: "." },
    to: { tag: "schemaDatamodel", files },
    script: true,
    exitCode: null,
    filters: NO_FILTERS,
  });
  return NOTHING.test(stdout ?? "") ? "" : (stdout ?? "");
}

// Its entry point imports the .wasm file as a module, which neither Node nor Bun does: the parts are put together here.
async function loadEngine(): Promise<typeof Engine> {
  const folder = dirname(createRequire(import.meta.url).resolve("@prisma/schema-engine-wasm"));
  const engine = (await import(pathToFileURL(join(folder, "schema_engine_bg.js")).href)) as LoadedEngine;
  const bytes = readFileSync(join(folder, "schema_engine_bg.wasm"));
  const { instance } = await WebAssembly.instantiate(bytes, { "./schema_engine_bg.js": { ...engine } });
  engine.__wbg_set_wasm(instance.exports);
  (instance.exports.__wbindgen_start as () => void)();
  return engine;
}
