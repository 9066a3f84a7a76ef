import { describe, expect, test, vi } from "vitest";
import { createCleanup } from "@/worker/launch/cleanup.ts";

describe("createCleanup", () => {
  test("ends what was started last first, one after the other", async () => {
    const ended: string[] = [];
    const cleanup = createCleanup();
    for (const name of ["postgres", "gitlab", "web", "worker"]) {
      await cleanup.add(name, async () => {
        ended.push(`${name} begins`);
        await Promise.resolve();
        ended.push(`${name} ends`);
      });
    }
    await cleanup.run();
    expect(ended).toEqual(
      ["worker", "web", "gitlab", "postgres"].flatMap((name) => [`${name} begins`, `${name} ends`]),
    );
  });

  test("ends at once what starts while everything is ending, and lets that start fail", async () => {
    const cleanup = createCleanup();
    await cleanup.run();
    const stop = vi.fn(() => Promise.resolve());
    await expect(cleanup.add("web", stop)).rejects.toThrow("web was started while everything was ending");
    expect(stop).toHaveBeenCalledOnce();
  });

  test("goes on when one cannot be stopped, and says so", async () => {
    const said = vi.spyOn(process.stdout, "write").mockReturnValue(true);
    const stop = vi.fn(() => Promise.resolve());
    const cleanup = createCleanup();
    await cleanup.add("postgres", stop);
    await cleanup.add("web", () => Promise.reject(new Error("it does not listen")));
    await cleanup.run();
    expect(said).toHaveBeenCalledWith("web could not be stopped: it does not listen\n");
    expect(stop).toHaveBeenCalledOnce();
  });
});
