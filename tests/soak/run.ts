/** `bun run soak [--full] [part ...]`: each part in a process of its own, one after the other; exit code 1 when one of them fails. */
import { runParts } from "./parts.ts";

await runParts({
  folder: "tests/soak",
  parts: {
    "kill-worker": false,
    "restart-postgres": true,
    "kill-web": true,
    "stopped-worker": false,
    convergence: false,
    several: true,
    "history-truth": true,
    questions: true,
    corruption: true,
    fuzz: true,
  },
});
