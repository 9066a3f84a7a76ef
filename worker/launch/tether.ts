// Loaded into a process before its own code (`node --import`): its launcher holds the other end of its standard input,
// so when that ends, however it ended, this process ends too. A `kill -9` of the launcher leaves nothing behind.
const GRACE_MS = 5_000;

process.stdin.on("end", release).on("error", release).resume();

function release(): void {
  setTimeout(() => process.exit(1), GRACE_MS).unref();
  process.kill(process.pid, "SIGTERM");
}
