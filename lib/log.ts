import { pino, type Logger } from "pino";

export type Log = Logger;

const SECRET_PATHS = [
  "*.token",
  "*.secret",
  "*.password",
  "*.authorization",
  "*.cookie",
  '*["private-token"]',
  '*["x-gitlab-token"]',
];

/** A logger that writes one JSON line an event to standard output and never a secret. */
export function createLog(name: string, level: string): Log {
  return pino({ name, level, base: { name }, redact: { paths: SECRET_PATHS, censor: "[redacted]" } });
}
