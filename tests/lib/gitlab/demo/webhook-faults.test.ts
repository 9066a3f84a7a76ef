import { describe, expect, it } from "vitest";
import { z } from "zod";
import { createDispatch } from "@/lib/gitlab/demo/dispatch.ts";
import { receiveWebhooks, startForTest, type Delivery } from "./start.ts";

const hintSchema = z.object({ title: z.string() });

describe("webhooks that go wrong", () => {
  it("drops all of them while told to, and counts them", async () => {
    const { demo, create, titles } = await startWithHook();
    demo.webhooks.set({ deliver: "drop" });
    create("Unheard");
    demo.webhooks.set({});
    create("Heard");
    await demo.webhooks.settled();
    expect(titles()).toEqual(["Heard"]);
    expect(demo.webhooks.state()).toMatchObject({ deliver: "on", dropped: 1, delivered: 1, pending: 0 });
  });

  it("drops a share, seeded: a second start loses the same ones", async () => {
    const heard = await Promise.all(
      [0, 1].map(async () => {
        const { demo, create, titles } = await startWithHook();
        demo.webhooks.set({ dropped: 0.4 });
        for (let index = 0; index < 40; index++) create(String(index));
        await demo.webhooks.settled();
        expect(demo.webhooks.state().dropped + titles().length).toBe(40);
        return titles().toSorted();
      }),
    );
    expect(heard[0]).toEqual(heard[1]);
    expect(heard[0]?.length).toBeGreaterThan(12);
    expect(heard[0]?.length).toBeLessThan(36);
  });

  it("doubles one under the same Idempotency-Key, with the same body and another request id", async () => {
    const { demo, create, deliveries } = await startWithHook();
    demo.webhooks.set({ doubled: 1 });
    create("Twice");
    await demo.webhooks.settled();
    const [first, second, ...more] = deliveries;
    expect(more).toEqual([]);
    expect(second?.body).toEqual(first?.body);
    for (const name of ["idempotency-key", "x-gitlab-event-uuid"]) {
      expect(first?.headers[name]).toMatch(/^[0-9a-f-]{36}$/);
      expect(second?.headers[name]).toBe(first?.headers[name]);
    }
    expect(second?.headers["x-gitlab-webhook-uuid"]).not.toBe(first?.headers["x-gitlab-webhook-uuid"]);
    expect(demo.webhooks.state()).toMatchObject({ doubled: 1, delivered: 2 });
  });

  it("lets the next one overtake: with a share of 1 every two change places", async () => {
    const { demo, create, titles } = await startWithHook();
    demo.webhooks.set({ reordered: 1 });
    for (const pair of [
      ["A", "B"],
      ["C", "D"],
    ]) {
      for (const title of pair) create(title);
      await demo.webhooks.settled();
    }
    expect(titles()).toEqual(["B", "A", "D", "C"]);
    expect(demo.webhooks.state()).toMatchObject({ reordered: 2, delivered: 4 });
  });

  it("is not overtaken by one that was sent before it and arrives late, nor by another hook's", async () => {
    const dispatch = createDispatch();
    const posted: string[] = [];
    const early = Promise.withResolvers<void>();
    const start = (title: string, hookId: number, isHeld = false) =>
      dispatch.start({ hookId, isHeld, delayMs: 0, post: async () => void posted.push(title) });
    dispatch.start({ hookId: 1, isHeld: false, delayMs: 0, post: () => early.promise });
    start("held", 1, true);
    start("of another hook", 2);
    early.resolve();
    await new Promise(setImmediate);
    expect(posted).toEqual(["of another hook"]);
    start("next", 1);
    await dispatch.settled();
    expect(posted).toEqual(["of another hook", "next", "held"]);
  });

  it("sends one that nothing overtakes all the same, and is settled only then", async () => {
    const { demo, create, titles } = await startWithHook();
    demo.webhooks.set({ reordered: 1 });
    create("Alone");
    expect(demo.webhooks.state()).toMatchObject({ pending: 1, delivered: 0 });
    await demo.webhooks.settled();
    expect(titles()).toEqual(["Alone"]);
  });

  it("delays each by as much as was said when it was sent", async () => {
    const { demo, create, titles } = await startWithHook();
    demo.webhooks.set({ delay_ms: 400 });
    const began = performance.now();
    create("Late");
    demo.webhooks.set({});
    create("Prompt");
    await demo.webhooks.settled();
    expect(performance.now() - began).toBeGreaterThan(390);
    expect(titles()).toEqual(["Prompt", "Late"]);
    expect(demo.webhooks.state()).toMatchObject({ delayed: 1, delivered: 2, pending: 0 });
  });

  it("gives up what is delayed or held when it closes", async () => {
    const { demo, create, titles, close } = await startWithHook();
    demo.webhooks.set({ delay_ms: 500_000 });
    create("Never");
    demo.webhooks.set({ reordered: 1 });
    create("Neither");
    await close();
    await demo.webhooks.settled();
    expect(titles()).toEqual([]);
    expect(demo.webhooks.state()).toMatchObject({ delivered: 0, failed: 0, pending: 0 });
  });

  it("is set over the wire, where what is not said goes well, and refuses what it does not know", async () => {
    const { demo, post } = await startWithHook();
    expect((await post("/demo/webhooks", { doubled: 0.25, delay_ms: 5 })).body).toMatchObject({
      deliver: "on",
      delivery: { deliver: "on", dropped: 0, doubled: 0.25, reordered: 0, delay_ms: 5 },
    });
    expect((await post("/demo/webhooks", { doubled: 2 })).status).toBe(400);
    expect((await post("/demo/webhooks", { deliver: "maybe" })).status).toBe(400);
    expect((await post("/demo/webhooks", { droped: 1 })).status).toBe(400);
    expect(demo.webhooks.state().delivery).toMatchObject({ doubled: 0.25 });
    await post("/demo/webhooks", { deliver: "drop" });
    expect(demo.webhooks.state().delivery).toMatchObject({ deliver: "drop", doubled: 0, delay_ms: 0 });
  });
});

async function startWithHook() {
  const receiver = await receiveWebhooks();
  const gitlab = await startForTest({ issues: 10, webhook: { url: receiver.url, secret: "hook-secret" } });
  const project_id = [...gitlab.demo.store.projects.keys()][0] ?? 0;
  return {
    ...gitlab,
    deliveries: receiver.deliveries,
    create: (title: string) => gitlab.demo.edit({ kind: "create_issue", project_id, fields: { title } }),
    titles: () => receiver.deliveries.map(titleOf),
  };
}

function titleOf({ body }: Delivery): string {
  return hintSchema.parse(body["object_attributes"]).title;
}
