import { expect, test } from "vitest";
import { AppError } from "@/lib/errors.ts";
import { createTurns } from "@/lib/turns.ts";

const patient = (changes: { signal?: AbortSignal; patienceMs?: number } = {}) => ({
  signal: new AbortController().signal,
  patienceMs: 10_000,
  busy: "Later, please.",
  retryAfterSeconds: 30,
  ...changes,
});
const refusal = (promise: Promise<unknown>) =>
  promise.then(
    () => null,
    (error: unknown) => error,
  );

test("who comes when all turns are taken waits, and the first to come goes on first", async () => {
  const turns = createTurns(2);
  const [first, second] = [await turns.take(patient()), await turns.take(patient())];
  const order: string[] = [];
  const third = turns.take(patient()).then((giveBack) => (order.push("third"), giveBack));
  const fourth = turns.take(patient()).then((giveBack) => (order.push("fourth"), giveBack));
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(order).toEqual([]);
  second();
  const giveBackThird = await third;
  expect(order).toEqual(["third"]);
  first();
  const giveBackFourth = await fourth;
  giveBackThird();
  giveBackFourth();
  await Promise.all([turns.take(patient()), turns.take(patient())]);
  const late = await refusal(turns.take(patient({ patienceMs: 5 })));
  expect(late).toMatchObject({ code: "busy", http: 503, retryAfterSeconds: 30, message: "Later, please." });
});

test("who has given up or gone takes no turn from those who wait", async () => {
  const turns = createTurns(1);
  const giveBack = await turns.take(patient());
  const gone = new AbortController();
  const left = refusal(turns.take(patient({ signal: gone.signal })));
  const impatient = refusal(turns.take(patient({ patienceMs: 5 })));
  const waiting = turns.take(patient());
  gone.abort();
  expect([await left, await impatient].map((error) => error instanceof AppError && error.code)).toEqual([
    "busy",
    "busy",
  ]);
  giveBack();
  await expect(waiting).resolves.toBeTypeOf("function");
});

test("who has gone before having to wait takes no turn either", async () => {
  const turns = createTurns(1);
  const giveBack = await turns.take(patient());
  const gone = refusal(turns.take(patient({ signal: AbortSignal.abort() })));
  giveBack();
  expect(await gone).toMatchObject({ code: "busy" });
  await expect(turns.take(patient({ patienceMs: 5 }))).resolves.toBeTypeOf("function");
});
