/** `bun run bench [--full] [part ...]`: each part in a process of its own, one after the other; exit code 1 when one of them fails. */
import { runParts } from "../soak/parts.ts";

await runParts({
  folder: "tests/bench",
  parts: {
    bootstrap: false,
    webhooks: true,
    reconcile: false,
    history: true,
    rules: true,
    reads: true,
    dashboard: true,
    csv: true,
    browser: true,
    walk: true,
  },
});
