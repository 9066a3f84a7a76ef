import { launch } from "./launch/launch.ts";

// `bun run dev`: the same as the demo, with pages and worker reloaded when their sources change.
await launch({ mode: "dev", fresh: process.argv.includes("--fresh") });
