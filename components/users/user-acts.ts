import { fetchJson } from "@/lib/api/fetcher.ts";
import type { Role } from "@/lib/auth/access.ts";
import type { UserChange, UserDto } from "@/lib/users/schema.ts";
import { ROLE_MEANINGS, sessionWords } from "@/lib/users/wording.ts";

/** What an admin can do to a user. */
export type UserAct =
  | { kind: "role"; role: Role }
  | { kind: "deactivate" | "reactivate" | "end-sessions" | "forget-google-account" };

type ActWords = {
  title: string;
  /** What follows from it, before it is done. */
  consequence: string;
  verb: string;
  done: string;
  /** For an admin who does it to themselves; null where nothing changes for them. */
  self: string | null;
};

const SIGNED_OUT = "This is you: you are signed out at once.";

/** An act in words: what is asked, what it comes to, and what is said afterwards. */
export function actWords(act: UserAct, user: UserDto): ActWords {
  const { name, email } = user;
  switch (act.kind) {
    case "role": {
      const role = roleNoun(act.role);
      return {
        title: `Make ${name} ${role}?`,
        consequence: `${ROLE_MEANINGS[act.role]} It holds from their next click on.${act.role === "viewer" ? " Feeds of theirs stop answering." : ""}`,
        verb: `Make ${role}`,
        done: `${name} is ${role} now.`,
        self: "This is you: you cannot come back to this page afterwards.",
      };
    }
    case "deactivate":
      return {
        title: `Deactivate ${name}?`,
        consequence: "They are signed out, cannot sign in, and their feeds stop answering. What they wrote stays.",
        verb: "Deactivate",
        done: `${name} is deactivated.`,
        self: SIGNED_OUT,
      };
    case "reactivate":
      return {
        title: `Reactivate ${name}?`,
        consequence: `They can sign in again, as ${roleNoun(user.role)}, and their feeds answer again.`,
        verb: "Reactivate",
        done: `${name} can sign in again.`,
        self: null,
      };
    case "end-sessions":
      return {
        title: `End ${sessionWords(user.live_sessions)} of ${name}?`,
        consequence: "They are signed out in every browser, and can sign in again.",
        verb: "End sessions",
        done: `${name} is signed out everywhere.`,
        self: SIGNED_OUT,
      };
    case "forget-google-account":
      return {
        title: `Forget the Google account of ${name}?`,
        consequence: `Whoever signs in next with ${email} becomes this user, as ${roleNoun(user.role)}. It is for an address whose Google account was replaced. They are signed out.`,
        verb: "Forget the account",
        done: `The Google account of ${name} is forgotten.`,
        self: SIGNED_OUT,
      };
  }
}

/** Does it; answers the user as they are then. */
export function sendAct(act: UserAct, { id }: Pick<UserDto, "id">): Promise<UserDto> {
  const path = `/api/admin/users/${id}`;
  const patch = (change: UserChange) => fetchJson<UserDto>(path, { method: "PATCH", body: JSON.stringify(change) });
  switch (act.kind) {
    case "role":
      return patch({ role: act.role });
    case "deactivate":
      return patch({ deactivated: true });
    case "reactivate":
      return patch({ deactivated: false });
    case "end-sessions":
      return fetchJson(`${path}/sessions`, { method: "DELETE" });
    case "forget-google-account":
      return fetchJson(`${path}/google-account`, { method: "DELETE" });
  }
}

function roleNoun(role: Role): string {
  return role === "admin" ? "an admin" : `a ${role}`;
}
