import { createServer, type IncomingMessage } from "node:http";
import { text } from "node:stream/consumers";
import { z } from "zod";

const FORWARD_TIMEOUT_MS = 9_000;

/**
 * One posting of a delivery. `status` is what the product answered, 0 when it was cut off or nobody answered; `isRepeated`: it
 * said that it knew the delivery already.
 */
export type Posting = {
  key: string;
  project: number;
  iid: number;
  arrivedAt: number;
  status: number;
  isRepeated: boolean;
  body: string;
};

/** Stands between the demo GitLab and the webs, and remembers what became of every delivery. */
export type Relay = {
  url: string;
  postings: Posting[];
  /** Where deliveries go from here on, in turn. */
  targets: string[];
  /** Called as soon as a delivery is on its way. */
  onForward: (() => void) | null;
  /** Sends one that was not answered once more, as GitLab's "Resend" does: the same key. */
  resend(posting: Posting): Promise<void>;
  close(): Promise<void>;
};

const UNANSWERED = { status: 0, isRepeated: false };

const bodySchema = z.object({ object_attributes: z.object({ project_id: z.int(), iid: z.int() }) });

export async function startRelay(): Promise<Relay> {
  const headersOf = new Map<string, Record<string, string>>();
  const forward = async (posting: Posting): Promise<Pick<Posting, "status" | "isRepeated">> => {
    const target = relay.targets[relay.postings.length % Math.max(1, relay.targets.length)];
    if (target === undefined) return UNANSWERED;
    const { body, key } = posting;
    const signal = AbortSignal.timeout(FORWARD_TIMEOUT_MS);
    const answered = fetch(target, { method: "POST", headers: headersOf.get(key), body, signal, keepalive: false });
    relay.onForward?.();
    try {
      const answer = await answered;
      return { status: answer.status, isRepeated: (await answer.text()).includes('"repeated"') };
    } catch {
      return UNANSWERED;
    }
  };
  const post = async (posting: Posting): Promise<number> => {
    relay.postings.push(posting);
    Object.assign(posting, await forward(posting));
    return posting.status;
  };
  const server = createServer((request, response) => {
    void takeIn(request, headersOf)
      .then(post)
      .then((status) => response.writeHead(status === 0 ? 502 : status).end());
  });
  const port = await new Promise<number>((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      resolve(typeof address === "object" && address ? address.port : 0);
    });
  });
  const relay: Relay = {
    url: `http://127.0.0.1:${port}/webhooks`,
    postings: [],
    targets: [],
    onForward: null,
    resend: async (posting) => void (await post({ ...posting, arrivedAt: performance.now(), ...UNANSWERED })),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
  return relay;
}

async function takeIn(request: IncomingMessage, headersOf: Map<string, Record<string, string>>): Promise<Posting> {
  const arrivedAt = performance.now();
  const body = await text(request);
  const { project_id: project, iid } = bodySchema.parse(JSON.parse(body)).object_attributes;
  const key = String(request.headers["idempotency-key"]);
  const names = Object.keys(request.headers).filter((name) => /^(x-gitlab-|idempotency-key|content-type)/.test(name));
  headersOf.set(key, Object.fromEntries(names.map((name) => [name, String(request.headers[name])])));
  return { key, project, iid, arrivedAt, ...UNANSWERED, body };
}

/** The keys of the deliveries that were taken (2xx) at least once. */
export function takenKeys(postings: readonly Posting[]): string[] {
  return [...new Set(postings.filter(({ status }) => status >= 200 && status < 300).map(({ key }) => key))];
}

/** How often each answer was given; 0 is none. */
export function countStatuses(postings: readonly Posting[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { status } of postings) counts[status] = (counts[status] ?? 0) + 1;
  return counts;
}
