import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { GET as getDocument } from "@/app/api/openapi.json/route.ts";
import { startWebContext } from "@/lib/api/context.ts";
import { call, openWeb, signIn, type Web } from "../support/web.ts";
import { fuzz, type Field, type Send } from "./campaign.ts";
import { readOperations } from "./document.ts";
import { sendInProcess } from "./in-process.ts";
import type { Received } from "./judge.ts";
import { openLedger, type Ledger } from "./ledger.ts";
import { makeWorld, WEBHOOK_SECRET } from "./world.ts";

/** Thousands of each are `bun run soak fuzz --full`. */
const INPUTS = 200;
const SEED = 1;

startWebContext({ DATABASE_URL: "postgresql://127.0.0.1:1/none", LOG_LEVEL: "silent" });
const operations = readOperations(await (await call(getDocument, "/api/openapi.json")).json());

let web: Web;
let ledger: Ledger;
let field: Field;
beforeAll(async () => {
  web = await openWeb({ GITLAB_WEBHOOK_SECRET: WEBHOOK_SECRET });
  const world = await makeWorld(web.db);
  const cookies = { viewer: await signIn("viewer"), manager: await signIn("manager"), admin: await signIn("admin") };
  ledger = await openLedger(web.env.DATABASE_URL);
  field = { send: sendInProcess(cookies), ledger, world };
});
afterAll(async () => {
  await ledger.close();
  await web.close();
});

describe(`${INPUTS} wrong, odd and nearly right inputs`, () => {
  test.each(operations)("$id answers as it declares, writes nothing it refuses, and goes on", async (operation) => {
    const outcome = await fuzz(operation, { inputs: INPUTS, seed: SEED }, field);
    expect(outcome.faults).toEqual([]);
  });
});

describe("the fuzzer finds", () => {
  const health = operations.filter(({ id }) => id === "GET /api/health");
  const spoilt = async (spoil: (answer: Received) => Partial<Received> | Promise<Partial<Received>>) => {
    const send: Send = async (attempt) => {
      const answer = await field.send(attempt);
      return { ...answer, ...(await spoil(answer)) };
    };
    const outcomes = await Promise.all(health.map((one) => fuzz(one, { inputs: 20, seed: SEED }, { ...field, send })));
    return outcomes.flatMap(({ faults }) => faults).join("\n");
  };

  test("an answer of the wrong status, type, form or header, and a refusal that was taken", async () => {
    expect(await spoilt(() => ({ status: 500 }))).toContain("is a 500");
    expect(await spoilt(() => ({ status: 418 }))).toContain("418, which is not declared");
    expect(await spoilt(() => ({ headers: new Headers({ "content-type": "text/html" }) }))).toContain("is text/html");
    expect(await spoilt(() => ({ text: '{"status":"well"}' }))).toContain("not of the form that is declared for 200");
    expect(await spoilt(() => ({ text: "{" }))).toContain("not of the form that is declared for 400");
    expect(await spoilt(() => ({ headers: new Headers() }))).toContain("has the header cache-control: null");
    expect(await spoilt(() => ({ status: 200 }))).toContain("has the status 200 instead of 400");
    const renamed = ({ text }: Received) => ({ text: text.replaceAll("query.", "query.some_") });
    expect(await spoilt(renamed)).toMatch(/names query.some_.* instead of query/);
  });

  test("a row that was written all the same", async () => {
    const write = async () => {
      await web.db.cronFire.deleteMany();
      await web.db.cronFire.create({ data: { name: "fuzzer", firedAt: new Date() } });
      return {};
    };
    expect(await spoilt(write)).toContain(
      "is a 400 and has written: delete public.cron_fires, insert public.cron_fires",
    );
  });

  test("nothing where nothing is wrong", async () => {
    expect(await spoilt(() => ({}))).toBe("");
  });
});
