import { withClient } from "@/lib/db/connection.ts";
import type { Facts } from "./facts.ts";

const DOMAIN = "demo.invalid";

/** Somebody beside the demo's own people, as if they had signed in once; nobody can sign in as them. */
export async function makeUser({ database }: Facts, name: string): Promise<{ name: string; email: string }> {
  const email = `${name.toLowerCase().replaceAll(" ", ".")}@${DOMAIN}`;
  await withClient(database, (client) =>
    client.query("insert into app_users (email, name, email_verified) values ($1, $2, true)", [email, name]),
  );
  return { name, email };
}

export async function removeUser({ database }: Facts, email: string): Promise<void> {
  await withClient(database, (client) => client.query("delete from app_users where email = $1", [email]));
}
