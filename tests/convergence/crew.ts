import { randomUUID } from "node:crypto";
import { createDb, type Db } from "@/lib/db/client.ts";
import type { Tx } from "@/lib/db/transaction.ts";
import type { Env } from "@/lib/env.ts";
import { createGitLab } from "@/lib/gitlab/client.ts";
import type { Gate } from "@/lib/gitlab/gate.ts";
import { createDrain, type Drain, type QueueOptions } from "@/lib/jobs/queue.ts";
import type { Place } from "@/lib/jobs/run.ts";
import { createLog } from "@/lib/log.ts";
import { createGate } from "@/lib/sync/gitlab-state.ts";
import { beatHeart, enrolWorker, placeOf, sessionName, takeOverSilent } from "@/lib/sync/workers.ts";
import type { WorkerContext } from "@/worker/context.ts";
import { handlers } from "@/worker/handlers.ts";
import { createPace } from "@/worker/pace.ts";
import type { SeedDatabase } from "./database.ts";
import { createLine, type Fate } from "./line.ts";
import { TOKEN } from "./site.ts";

const HEARTBEAT_SECONDS = 15;
const TIMEOUT_MS = 3_000;

/** What befalls a worker at a write; one that is cut off is rolled back, as in any crash. */
export type WriteFate = "goes on" | "dies before commit" | "dies after commit";

/** What the test does while workers work. */
export type Stage = {
  pass(point: "asked" | "answered", address: string): Promise<Fate>;
  fateOfWrite(): WriteFate;
  /** Before each statement of a transaction: others may come between. */
  linger(): Promise<void>;
};

type Member = {
  id: string;
  db: Db;
  gate: Gate;
  /** Made with its first drain: it keeps its connections. */
  queue: Drain | null;
  state: "well" | "asleep" | "gone";
  /** Settles when the member can do no more for now: the others need not wait for it. */
  lost: PromiseWithResolvers<void>;
  awake: PromiseWithResolvers<void>;
  /** The drain that it fell asleep in. */
  underWay: Promise<void> | null;
};

export type Crew = ReturnType<typeof createCrew>;

type CrewParts = { database: SeedDatabase; env: Env; size: number; stage: Stage };

/** Several workers in one process, each with connections of its own, that can die and fall silent in the middle of a job. */
export function createCrew({ database, env, size, stage }: CrewParts) {
  const log = createLog("worker", "silent");
  let members: Member[] = [];
  const former: Member[] = [];
  const taken = new Set<string>();
  const faults: string[] = [];

  const hire = async () => {
    const id = randomUUID();
    const db = createDb(database.urlAs(`db-${id}`), { max: 3, prepared: true });
    await enrolWorker(db, { id, host: "convergence", pid: process.pid });
    const [lost, awake] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    members.push({ id, db, gate: createGate(db), queue: null, state: "well", lost, awake, underWay: null });
  };

  /** As a process that is gone: nothing of it goes on, and what it held by a connection is free. */
  const end = async (member: Member) => {
    if (member.state === "gone") return;
    member.state = "gone";
    members = members.filter((other) => other !== member);
    former.push(member);
    await database.endConnections(sessionName(member.id));
    member.lost.resolve();
  };

  const placeFor = (member: Member): Place => {
    const place = placeOf(member.db, member.id);
    return {
      ...place,
      write: async (work) => {
        if (member.state === "gone") return never();
        const wasTaken = taken.has(member.id);
        const fate = stage.fateOfWrite();
        const slowly = (tx: Tx) => work(lingering(tx, () => stage.linger()));
        if (fate === "dies before commit") {
          await place
            .write(async (tx) => Promise.reject(new Error(`died after ${String(await work(tx))}`)))
            .catch(() => {});
        }
        if (fate === "dies before commit") return dead(member);
        const result = await place.write(slowly);
        if (wasTaken) faults.push(`worker ${member.id} was taken for dead and wrote`);
        return fate === "dies after commit" ? dead(member) : result;
      },
    };
  };
  const dead = async (member: Member): Promise<never> => {
    await end(member);
    return never();
  };

  const lineOf = (member: Member) =>
    createLine({
      pass: (point, address) => (member.state === "gone" ? never() : stage.pass(point, address)),
      fall: async (fate) => {
        if (fate === "dies") return dead(member);
        member.state = "asleep";
        member.lost.resolve();
        return member.awake.promise;
      },
    });

  const optionsOf = (member: Member): Omit<QueueOptions<WorkerContext>, "concurrency"> => {
    const sleep = () => Promise.resolve();
    const connection = { baseUrl: env.GITLAB_URL ?? "", token: TOKEN, concurrency: 2, log };
    const fetch = lineOf(member);
    const gitlab = createGitLab({
      ...connection,
      fetch,
      sleep,
      timeoutMs: TIMEOUT_MS,
      gate: gateOf(member),
    });
    const context = { db: member.db, gitlab, env, workerId: member.id, pace: createPace() };
    const url = database.urlAs(sessionName(member.id));
    const sessions = sessionName(member.id);
    const place = placeFor(member);
    return { url, sessions, log, workerId: member.id, place, onRevoked: () => void end(member), handlers, context };
  };

  const drain = async (member: Member) => {
    member.queue ??= createDrain(optionsOf(member));
    const work = member.underWay ?? member.queue.run();
    member.underWay = null;
    work.catch(() => {});
    await Promise.race([work, member.lost.promise]);
    if (member.state === "asleep") member.underWay = work;
  };

  const beat = async () => {
    for (const member of members.filter(({ state }) => state === "well")) {
      // It may die while it beats.
      await beatHeart(member.db, member.id).catch((error: unknown) => {
        if (member.state !== "gone") throw error;
      });
    }
    // What a process remembers of a pause goes by a clock of its own, which the test cannot turn.
    for (const member of members) member.gate = createGate(member.db);
  };

  return {
    /** All who are well, or one of them, do whatever is due; who died is replaced first. */
    work: async (who: "all" | "one" = "all") => {
      while (members.length < size || members.every(({ state }) => state === "asleep")) await hire();
      // Who died while it opened a connection would hold that for good, and what it locks by it; no process that is gone does.
      for (const { id } of former) await database.endConnections(sessionName(id));
      await beat();
      const well = members.filter(({ state }) => state === "well");
      await Promise.all((who === "one" ? well.slice(0, 1) : well).map(drain));
    },
    beat,
    sleeping: () => members.filter(({ state }) => state === "asleep").length,
    canFall: () => members.filter(({ state }) => state === "well").length > 0,
    /** The living take over from those that are silent. */
    takeOver: async () => {
      const ids = await takeOverSilent(database.db, HEARTBEAT_SECONDS);
      for (const id of ids) taken.add(id);
      return ids;
    },
    /** What no worker may do and one did. */
    faults: () => [...faults],
    /** A sleeper goes on in the middle of its job, as if no time had passed. */
    wakeAll: async () => {
      for (const member of members.filter(({ state }) => state === "asleep")) {
        // One that went on in its sleep, past a time-out, may have been revoked while another was waking.
        if (member.state !== "asleep") continue;
        member.state = "well";
        member.lost = Promise.withResolvers();
        member.awake.resolve();
        member.awake = Promise.withResolvers();
        await drain(member);
      }
    },
    close: async () => {
      for (const member of members) await end(member);
      await Promise.all(former.map(({ db }) => db.$disconnect()));
      // Who died in the middle of a job holds a connection that nobody gives back; Postgres has ended it.
      for (const { queue } of former) void queue?.close();
    },
  };
}

/** Always the member's gate of that moment. */
function gateOf(member: Member): Gate {
  return {
    enter: (signal) => member.gate.enter(signal),
    limited: (seconds, message) => member.gate.limited(seconds, message),
    refused: (message) => member.gate.refused(message),
    answered: (headers) => member.gate.answered(headers),
  };
}

/** The transaction with a pause before some of its statements. */
function lingering(tx: Tx, linger: () => Promise<void>): Tx {
  return new Proxy(tx, {
    get(target, name, receiver) {
      const value: unknown = Reflect.get(target, name, receiver);
      if ((name !== "$queryRaw" && name !== "$executeRaw") || typeof value !== "function") return value;
      return async (...given: unknown[]) => {
        await linger();
        return (await Reflect.apply(value, target, given)) as unknown;
      };
    },
  });
}

/** A process that is gone returns nothing. */
function never(): Promise<never> {
  return new Promise(() => {});
}
