/**
 * Posts issue webhooks at a rate of its own, whatever the answers: a process by itself, so that nothing it shares slows it down.
 * On Node, with nothing but built-ins. Reads its plan as JSON from the first argument, writes what it measured to standard output.
 */
import { randomUUID } from "node:crypto";
import { Agent, request } from "node:http";

/** `perSecond`: evenly spaced; null: all at once. `issues`: what they are about, in turn. */
export type SenderPlan = {
  url: string;
  secret: string;
  count: number;
  perSecond: number | null;
  issues: { project: number; iid: number }[];
};

/** Milliseconds of each answered one; `failed`: other than 2xx or no answer. `lateMs`: the sender's own worst delay. */
export type SenderResult = { latencies: number[]; failed: Record<string, number>; lateMs: number; allWithinMs: number };

const TIMEOUT_MS = 30_000;
/** As long as a middling description makes it. */
const FILLING = "A sentence of an ordinary description, and there are many of them. ".repeat(30);

// A connection each, as GitLab does: none is met in the moment in which the other side closes it.
const agent = new Agent({ keepAlive: false, maxSockets: Infinity });

function post(plan: SenderPlan, index: number): Promise<{ ms: number; status: string }> {
  const body = JSON.stringify(bodyOf(plan, index));
  const headers = {
    "content-type": "application/json",
    "content-length": Buffer.byteLength(body),
    "x-gitlab-token": plan.secret,
    "x-gitlab-event": "Issue Hook",
    "idempotency-key": randomUUID(),
  };
  const sentAt = performance.now();
  return new Promise((resolve) => {
    const settle = (status: string) => resolve({ ms: performance.now() - sentAt, status });
    const sent = request(plan.url, { method: "POST", headers, agent, timeout: TIMEOUT_MS }, (answer) => {
      answer.resume().on("end", () => settle(String(answer.statusCode)));
    });
    sent.on("timeout", () => sent.destroy(new Error("timeout")));
    sent.on("error", (error) => settle(error.message));
    sent.end(body);
  });
}

function bodyOf({ issues }: SenderPlan, index: number): unknown {
  const { project, iid } = issues[index % issues.length] ?? { project: 0, iid: 0 };
  return {
    object_kind: "issue",
    event_type: "issue",
    project: { id: project },
    object_attributes: { id: index, iid, project_id: project, action: "update", description: FILLING },
  };
}

async function send(plan: SenderPlan): Promise<SenderResult> {
  const startedAt = performance.now();
  const answers: ReturnType<typeof post>[] = [];
  let lateMs = 0;
  for (let index = 0; index < plan.count; index++) {
    const dueIn = plan.perSecond === null ? 0 : startedAt + (index * 1000) / plan.perSecond - performance.now();
    if (dueIn > 0) await new Promise((resolve) => setTimeout(resolve, dueIn));
    else lateMs = Math.max(lateMs, -dueIn);
    answers.push(post(plan, index));
  }
  const all = await Promise.all(answers);
  const failed: Record<string, number> = {};
  for (const { status } of all) if (!status.startsWith("2")) failed[status] = (failed[status] ?? 0) + 1;
  const latencies = all.filter(({ status }) => status.startsWith("2")).map(({ ms }) => ms);
  const allWithinMs = performance.now() - startedAt;
  return { latencies, failed, lateMs, allWithinMs };
}

const [argument] = process.argv.slice(2);
if (argument !== undefined) {
  const plan: SenderPlan = JSON.parse(argument);
  process.stdout.write(`${JSON.stringify(await send(plan))}\n`);
}
