import { launch } from "./launch/launch.ts";

// `bun run demo`: everything on this machine, from the production build. `--fresh` starts over.
await launch({ mode: "start", fresh: process.argv.includes("--fresh") });
