import type { Random } from "../random.ts";
import type { AreaName } from "./company.ts";
import { FOREIGN_TEXTS } from "./foreign.ts";
import type { IssueKind } from "./titles.ts";
import { CONDITIONS, PLACES, REASONS, SYMPTOMS, VOCABULARY } from "./vocabulary.ts";

export type DescriptionBrief = { area: AreaName; kind: IssueKind; title: string; closed: boolean };

const MAX_LONG_SECTIONS = 40;

/** The Markdown below a title; null or empty for the many issues that say nothing more. */
export function writeDescription(random: Random, brief: DescriptionBrief): string | null {
  const kind = random.weighted([
    ["none", 5],
    ["empty", 3],
    ["line", 22],
    ["full", 66],
    ["long", 1.5],
    ["foreign", 2.5],
  ]);
  switch (kind) {
    case "none":
      return null;
    case "empty":
      return "";
    case "line":
      return sentences(random, brief, random.int(1, 3));
    case "foreign":
      return `${random.pick(FOREIGN_TEXTS)}\n\n${screenshot(random)}`;
    case "long":
      return longMinutes(random, brief);
    case "full":
      return SECTIONS[brief.kind](random, brief).join("\n\n");
  }
}

type Section = (random: Random, brief: DescriptionBrief) => string[];

const SECTIONS: Record<IssueKind, Section> = {
  bug: (random, brief) => [
    sentences(random, brief, random.int(1, 2)),
    `### Steps to reproduce\n\n${steps(random, brief)}`,
    `### Expected\n\n${expectation(random, brief)}`,
    ...optional(random, 0.5, () => `### Log\n\n${logLines(random, random.int(2, 9))}`),
    ...optional(random, 0.35, () => environment(random)),
    ...optional(random, 0.3, () => links(random)),
  ],
  feature: (random, brief) => [
    `As one of our **${random.pick(["customers", "drivers", "pickers", "agents"])}** I want this ${random.pick(REASONS)}.`,
    sentences(random, brief, random.int(1, 3)),
    `### Acceptance criteria\n\n${checklist(random, brief, random.int(3, 6))}`,
    ...optional(random, 0.25, () => `> ${sentences(random, brief, 1)}\n>\n> — from the interview with the pilot store`),
    ...optional(random, 0.3, () => links(random)),
  ],
  maintenance: (random, brief) => [
    sentences(random, brief, 2),
    ...optional(random, 0.6, () => checklist(random, brief, random.int(2, 5))),
    ...optional(random, 0.5, () => codeBlock(random)),
  ],
  documentation: (random, brief) => [sentences(random, brief, 2), ...optional(random, 0.5, () => links(random))],
  incident: (random, brief) => [
    `### Impact\n\n${sentences(random, brief, 1)} About **${random.int(40, 9_000)}** orders.`,
    `### Timeline (UTC)\n\n${timeline(random)}`,
    `### Log\n\n${logLines(random, random.int(4, 12))}`,
    `### Follow-ups\n\n${checklist(random, brief, 3)}`,
  ],
  task: (random, brief) => [sentences(random, brief, 1), ...optional(random, 0.4, () => checklist(random, brief, 3))],
};

function optional(random: Random, share: number, write: () => string): string[] {
  return random.chance(share) ? [write()] : [];
}

function sentences(random: Random, { area }: DescriptionBrief, count: number): string {
  const { parts, things, wishes } = VOCABULARY[area];
  const templates = [
    () => `The ${random.pick(parts)} ${random.pick(SYMPTOMS)} ${random.pick(CONDITIONS)}.`,
    () => `We saw ${random.int(3, 400)} cases last week, most of them ${random.pick(CONDITIONS)}.`,
    () => `Today ${random.pick(things)} can only be found ${random.pick(PLACES)}.`,
    () => `People want to ${random.pick(wishes)}, ${random.pick(REASONS)}.`,
    () => `It worked until #${random.int(1, 400)}, see also !${random.int(20, 2_000)}.`,
    () => `Not urgent, but ${random.pick(things)} cost us *${random.int(1, 9)} hours a week*.`,
    () => `The ${random.pick(parts)} should be told apart from the \`${random.pick(parts).replaceAll(" ", "_")}\`.`,
  ];
  return random
    .some(templates, count)
    .map((write) => write())
    .join(" ");
}

function steps(random: Random, brief: DescriptionBrief): string {
  const { parts, wishes } = VOCABULARY[brief.area];
  const actions = [
    `Open the ${random.pick(parts)}`,
    `Try to ${random.pick(wishes)}`,
    `Wait ${random.int(2, 60)} seconds`,
    `Go back and open the ${random.pick(parts)}`,
    `Repeat ${random.pick(CONDITIONS)}`,
  ];
  return random
    .some(actions, random.int(2, 4))
    .map((action, index) => `${index + 1}. ${action}`)
    .join("\n");
}

function expectation(random: Random, { area }: DescriptionBrief): string {
  const { things } = VOCABULARY[area];
  return `The ${random.pick(things)} are right at once. Instead it **${random.pick(SYMPTOMS)}**.`;
}

function checklist(random: Random, { area, closed }: DescriptionBrief, count: number): string {
  const { things, wishes } = VOCABULARY[area];
  const lines = Array.from({ length: count }, () => {
    const done = random.chance(closed ? 0.9 : 0.25) ? "x" : " ";
    const text = random.chance(0.5) ? `${random.pick(things)} are covered` : `they can ${random.pick(wishes)}`;
    return `- [${done}] ${text}`;
  });
  return lines.join("\n");
}

function environment(random: Random): string {
  const rows = random.some(
    ["Chrome 149", "Safari 19", "Firefox 152", "Android 16", "iOS 20", "Edge 149"],
    random.int(2, 4),
  );
  const cells = rows.map((name) => `| ${name} | ${random.pick(["yes", "no", "sometimes"])} | 4.${random.int(1, 60)} |`);
  return ["| Client | Seen | Version |", "| --- | :---: | ---: |", ...cells].join("\n");
}

function logLines(random: Random, count: number): string {
  const lines = Array.from({ length: count }, (_, index) => {
    const time = `10:${String(index * 3 + 1).padStart(2, "0")}:${random.int(10, 59)}.${random.int(100, 999)}`;
    const text = random.pick([
      "upstream timed out",
      "retrying",
      "row not found",
      "connection reset by peer",
      "lock not available",
    ]);
    return `${time} ${random.pick(["WARN", "ERROR", "INFO"])} [${random.pick(["api", "worker", "gateway"])}] ${text} id=${random.int(1e5, 9e6)}`;
  });
  return `\`\`\`text\n${lines.join("\n")}\n\`\`\``;
}

function codeBlock(random: Random): string {
  return random.pick([
    `\`\`\`sql\nSELECT order_id, count(*)\nFROM captures\nGROUP BY order_id\nHAVING count(*) > ${random.int(1, 4)};\n\`\`\``,
    `\`\`\`ts\nconst slots = await fetchSlots({ depot: ${random.int(1, 40)}, day });\nif (slots.length === 0) return;\n\`\`\``,
    `\`\`\`yaml\nresources:\n  limits:\n    memory: ${random.int(1, 16) * 128}Mi\n\`\`\``,
    `\`\`\`diff\n- timeout: ${random.int(5, 20)}s\n+ timeout: ${random.int(30, 90)}s\n\`\`\``,
  ]);
}

function links(random: Random): string {
  return `Related: #${random.int(1, 300)}, [runbook](https://handbook.example.com/runbooks/${random.int(1, 99)}), ${screenshot(random)}`;
}

function screenshot(random: Random): string {
  return `![screenshot](/uploads/${random.int(1e8, 9e8).toString(16)}/screenshot.png)`;
}

function timeline(random: Random): string {
  let minute = random.int(0, 20);
  const happenings = ["first alert", "on-call joined", "cause found", "rolled back", "all clear"];
  return happenings
    .map((text) => `- \`09:${String((minute += random.int(1, 8)) % 60).padStart(2, "0")}\` ${text}`)
    .join("\n");
}

function longMinutes(random: Random, brief: DescriptionBrief): string {
  const parts = Array.from({ length: random.int(10, MAX_LONG_SECTIONS) }, (_, index) => {
    const notes = `## ${index + 1}. ${random.pick(VOCABULARY[brief.area].parts)}\n\n${sentences(random, brief, 4)}`;
    return `${notes}\n\n${random.pick([environment, codeBlock, (r: Random) => logLines(r, 12)])(random)}`;
  });
  return [`# Minutes: ${brief.title}`, ...parts].join("\n\n");
}
