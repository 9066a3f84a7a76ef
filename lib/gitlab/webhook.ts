import { createHash, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import { wireId, wireIid } from "./schemas.ts";

const MAX_KEY_LENGTH = 200;

/** Two at a time, so that the secret can be changed in GitLab and here without losing a delivery in between. */
export type WebhookSecrets = { current: string; previous?: string };

/**
 * Whether `X-Gitlab-Token` is one of the secrets. Digests are compared, in constant time and always both, so the answer
 * tells neither length nor place of a difference. An empty secret matches nothing.
 */
export function verifyWebhook(headers: Headers, secrets: WebhookSecrets): boolean {
  // Header values are bytes one by one; a secret with an umlaut comes as its UTF-8 bytes.
  const given = sha256(Buffer.from(headers.get("x-gitlab-token") ?? "", "latin1"));
  const matches = [secrets.current, secrets.previous ?? ""].map(
    (secret) => timingSafeEqual(given, sha256(Buffer.from(secret, "utf8"))) && secret !== "",
  );
  return matches.includes(true);
}

/**
 * What a delivery says about where to look; never what an issue is, for that is fetched. `wanted`: fetch
 * (`gitlabProjectId`, `iid`). `malformed`: it claims to be about an issue and does not say which, or is no delivery.
 */
export type Hint = {
  kind: string;
  gitlabProjectId: bigint | null;
  iid: number | null;
  wanted: boolean;
  malformed: boolean;
};

/**
 * Reads a parsed delivery, whatever it is. Wanted are issues and work items of a project; the work items of a group
 * (epics) have no project and are not mirrored. All else, notes and system hooks among it, is neither wanted nor wrong.
 */
export function readHint(body: unknown): Hint {
  const parsed = deliverySchema.safeParse(body);
  if (!parsed.success) return { kind: "unknown", gitlabProjectId: null, iid: null, wanted: false, malformed: true };
  const { object_kind, event_name, project, project_id, object_attributes } = parsed.data;
  const kind = object_kind ?? event_name ?? "unknown";
  const gitlabProjectId = object_attributes?.project_id ?? project?.id ?? project_id ?? null;
  const iid = object_attributes?.iid ?? null;
  const isIssue = kind === "issue" || kind === "work_item";
  const wanted = isIssue && gitlabProjectId !== null && iid !== null;
  const isEpic = kind === "work_item" && gitlabProjectId === null && iid !== null;
  return { kind, gitlabProjectId, iid, wanted, malformed: kind === "unknown" || (isIssue && !wanted && !isEpic) };
}

/**
 * What tells a delivery from its repeats: `Idempotency-Key` (GitLab 17.4, kept through resends), else `webhook-id`
 * (signed hooks, the same value), else the body's SHA-256 in hex. `X-Gitlab-Event-UUID` is shared by the hooks of one
 * event and does not tell them apart.
 */
export function deliveryKey(headers: Headers, bodyBytes: Uint8Array): string {
  const named = [headers.get("idempotency-key"), headers.get("webhook-id")].find(isKey);
  return named ?? sha256(bodyBytes).toString("hex");
}

/** A key or null: whatever else stands there makes the field unsaid, not the delivery unreadable. */
const projectId = wireId.transform(BigInt).nullish().catch(null);
const word = z
  .string()
  .regex(/^[a-z][a-z_]{0,49}$/)
  .optional()
  .catch(undefined);

const deliverySchema = z.looseObject({
  object_kind: word,
  event_name: word,
  project_id: projectId,
  project: z.looseObject({ id: projectId }).nullish().catch(null),
  object_attributes: z
    .looseObject({ project_id: projectId, iid: wireIid.nullish().catch(null) })
    .nullish()
    .catch(null),
});

function isKey(value: string | null): value is string {
  return value !== null && /^[\x21-\x7e]+$/.test(value) && value.length <= MAX_KEY_LENGTH;
}

function sha256(bytes: Uint8Array): Buffer {
  return createHash("sha256").update(bytes).digest();
}
