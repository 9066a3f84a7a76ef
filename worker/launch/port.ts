import { AppError } from "@/lib/errors.ts";
import { freePort } from "@/lib/free-port.ts";

/** The port of the web process; 0 takes any. @throws AppError `bad_environment` when another program has it. */
export async function choosePort(wanted: number): Promise<number> {
  const port = await freePort(wanted);
  if (port !== null) return port;
  throw new AppError("bad_environment", `PORT ${wanted} is taken by another program: end it, or set PORT to another`);
}
