import { isDeepStrictEqual } from "node:util";
import type { Db } from "@/lib/db/client.ts";
import type { Random } from "@/lib/gitlab/demo/random.ts";
import { applyOverride } from "@/lib/overrides/apply.ts";
import { OVERRIDE_FIELDS, type OverrideChange } from "@/lib/overrides/schema.ts";
import { OVERRIDE_STATUSES } from "@/lib/status/schema.ts";
import { MANAGER, storeReader } from "../support/mirror.ts";
import type { readOverrides } from "./mirror.ts";

type Values = Record<(typeof OVERRIDE_FIELDS)[number], string | number | null>;
type Kept = { values: Values; audit: string[] };

const NONE: Values = { internal_status: null, internal_notes: null, target_date: null, priority: null };

/** What managers have set, remembered beside the database: no sync may ever change it. */
export type OverrideModel = Awaited<ReturnType<typeof createOverrides>>;

export async function createOverrides(db: Db, random: Random) {
  await storeReader(db, MANAGER);
  const kept = new Map<string, Kept>();

  const drawChange = (): OverrideChange =>
    random.weighted<() => OverrideChange>([
      [() => ({ internal_status: random.chance(0.3) ? null : random.pick(OVERRIDE_STATUSES) }), 6],
      [() => ({ internal_notes: random.chance(0.3) ? null : `Note ${random.int(1, 99)}` }), 2],
      [() => ({ target_date: `2026-12-${random.int(10, 30)}`, priority: random.int(1, 5) }), 2],
    ])();

  const remember = (issueId: string, change: OverrideChange) => {
    const { values, audit } = kept.get(issueId) ?? { values: NONE, audit: [] };
    const after: Values = { ...values, ...change };
    const changed = OVERRIDE_FIELDS.filter((field) => values[field] !== after[field]);
    const lines = changed.map((field) => `${field} ${values[field]} → ${after[field]}`);
    if (lines.length > 0) kept.set(issueId, { values: after, audit: [...audit, ...lines] });
  };

  return {
    statusOf: (issueId: string) => {
      const status = kept.get(issueId)?.values.internal_status ?? null;
      return status === null ? null : String(status);
    },
    /** A manager changes the override of some mirrored issue; answers what was done. */
    changeOne: async (): Promise<string | null> => {
      const issues = await db.issue.findMany({ select: { id: true, iid: true }, orderBy: { gitlabIssueId: "asc" } });
      if (issues.length === 0) return null;
      const { id, iid } = random.pick(issues);
      const change = drawChange();
      await applyOverride(db, { issueId: id, change, reader: MANAGER });
      remember(id, change);
      return `override of #${iid} ${JSON.stringify(change)}`;
    },
    differences: ({ values, audit }: Awaited<ReturnType<typeof readOverrides>>): string[] => {
      const issueIds = new Set([...kept.keys(), ...values.keys(), ...audit.keys()]);
      return [...issueIds].flatMap((id) => {
        const expected = kept.get(id) ?? { values: NONE, audit: [] };
        const lines = (audit.get(id) ?? []).map((row) => `${row.field} ${row.from_value} → ${row.to_value}`);
        return [
          ...(isDeepStrictEqual(values.get(id) ?? NONE, expected.values)
            ? []
            : [`override ${id}: ${JSON.stringify(values.get(id))}, set ${JSON.stringify(expected.values)}`]),
          ...(isDeepStrictEqual(lines, expected.audit)
            ? []
            : [`audit of ${id}: ${JSON.stringify(lines)}, set ${JSON.stringify(expected.audit)}`]),
        ];
      });
    },
  };
}
