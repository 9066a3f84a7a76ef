export type Rule = { pattern: string; outcome: string; rank: number };

type Facts = { state: string; moved: boolean; duplicate: boolean; titles: readonly string[]; override: string | null };

/** Product §2 once more, from the world's present state alone and with nothing of `lib/status` in it. General rules only. */
export function reckonStatus({ state, moved, duplicate, titles, override }: Facts, rules: readonly Rule[]): string {
  const outcomes = titles.map((title) => outcomeOf(title.toLowerCase(), rules));
  if (state === "closed") return moved || duplicate || outcomes.includes("not_done") ? "closed_not_done" : "completed";
  if (override !== null) return override;
  return ["blocked", "in_progress"].find((outcome) => outcomes.includes(outcome)) ?? "not_started";
}

/** The exact title before the longest scope; of equals the higher rank. */
function outcomeOf(title: string, rules: readonly Rule[]): string | null {
  const fitting = rules.filter(({ pattern }) => {
    const text = pattern.toLowerCase();
    return text === title || (text.endsWith("::") && title.startsWith(text));
  });
  const weight = ({ pattern, rank }: Rule) => (pattern.endsWith("::") ? 0 : 1e9) + pattern.length * 1e4 + rank;
  return fitting.toSorted((a, b) => weight(b) - weight(a))[0]?.outcome ?? null;
}
