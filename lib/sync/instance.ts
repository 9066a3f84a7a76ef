import { z } from "zod";
import type { Db } from "@/lib/db/client.ts";
import { AppError } from "@/lib/errors.ts";

const instanceRow = z.tuple([z.object({ base_url: z.string() })]);

/**
 * Makes this database the mirror of one GitLab, once: ids of another instance would fall on the issues of this one.
 * @throws AppError `wrong_gitlab` naming both, when it mirrors another already
 */
export async function claimInstance(db: Db, baseUrl: string): Promise<void> {
  await db.$executeRaw`insert into gitlab_instance (id, base_url) values (1, ${baseUrl}) on conflict (id) do nothing`;
  const [mirrored] = instanceRow.parse(await db.$queryRaw`select base_url from gitlab_instance`);
  if (mirrored.base_url === baseUrl) return;
  throw new AppError(
    "wrong_gitlab",
    `this database mirrors ${mirrored.base_url}, GITLAB_URL is ${baseUrl}: use another database for another GitLab`,
  );
}
