import type { IssueType } from "../model.ts";
import type { Random } from "../random.ts";
import type { AreaName } from "./company.ts";
import { EMOJI, FOREIGN_TITLES } from "./foreign.ts";
import * as words from "./vocabulary.ts";

export const ISSUE_KINDS = ["bug", "feature", "maintenance", "documentation", "incident", "task"] as const;
export type IssueKind = (typeof ISSUE_KINDS)[number];

export type TitleBrief = { area: AreaName; kind: IssueKind };

const FOREIGN_SHARE = 0.045;
const EMOJI_SHARE = 0.03;
const MAX_TITLE_LENGTH = 255;

/** A title somebody could have written. */
export function writeTitle(random: Random, brief: TitleBrief): string {
  if (brief.kind !== "incident" && random.chance(FOREIGN_SHARE)) return foreignTitle(random);
  const title = capital(random.pick(TEMPLATES[brief.kind])(speaker(random, brief.area)));
  const decorated = random.chance(EMOJI_SHARE) ? `${random.pick(EMOJI)} ${title}` : title;
  return decorated.slice(0, MAX_TITLE_LENGTH);
}

export function typeOf(kind: IssueKind): IssueType {
  return kind === "incident" || kind === "task" ? kind : "issue";
}

type Speaker = ReturnType<typeof speaker>;
type Template = (say: Speaker) => string;

function speaker(random: Random, area: AreaName) {
  const own = words.VOCABULARY[area];
  return {
    part: () => random.pick(own.parts),
    thing: () => random.pick(own.things),
    wish: () => random.pick(own.wishes),
    symptom: () => random.pick(words.SYMPTOMS),
    when: () => random.pick(words.CONDITIONS),
    where: () => random.pick(words.PLACES),
    why: () => random.pick(words.REASONS),
    leftover: () => random.pick(words.PARTS_OF_WORK),
    upgrade: () => random.pick(words.UPGRADES),
    region: () => random.pick(words.REGIONS),
    language: () => random.pick(words.LANGUAGES),
    who: () =>
      random.pick(["customers", "drivers", "pickers", "agents", "store managers", "admins", "suppliers", "testers"]),
    number: (min: number, max: number) => random.int(min, max),
  };
}

const TEMPLATES: Record<IssueKind, readonly Template[]> = {
  bug: [
    (say) => `${say.part()} ${say.symptom()} ${say.when()}`,
    (say) => `${say.part()} ${say.symptom()} ${say.when()}`,
    (say) => `${say.part()}: ${say.thing()} missing ${say.when()}`,
    (say) => `wrong ${say.thing()} ${say.where()} ${say.when()}`,
    (say) => `${say.thing()} appear twice ${say.where()}`,
    (say) => `regression: ${say.part()} ${say.symptom()} since 4.${say.number(1, 60)}.${say.number(0, 9)}`,
    (say) => `${say.part()} takes ${say.number(4, 90)} s ${say.when()}`,
    (say) => `TypeError in ${say.part()} ${say.when()}`,
    (say) => `${say.region()}: ${say.part()} ${say.symptom()}`,
    (say) => `${say.who()} see ${say.thing()} of somebody else ${say.when()}`,
  ],
  feature: [
    (say) => `let ${say.who()} ${say.wish()}`,
    (say) => `let ${say.who()} ${say.wish()} ${say.why()}`,
    (say) => `show ${say.thing()} ${say.where()}`,
    (say) => `show ${say.thing()} ${say.where()} ${say.why()}`,
    (say) => `${say.part()}: group ${say.thing()} by week`,
    (say) => `${say.part()} in ${say.language()}`,
    (say) => `export ${say.thing()} as CSV ${say.why()}`,
    (say) => `warn ${say.who()} about ${say.thing()} ${say.where()}`,
    (say) => `roll out ${say.part()} to ${say.region()}`,
    (say) => `filter ${say.thing()} ${say.where()}`,
  ],
  maintenance: [
    (say) => `upgrade ${say.part()} to ${say.upgrade()}`,
    (say) => `remove ${say.leftover()} from ${say.part()}`,
    (say) => `cover ${say.part()} with tests for ${say.thing()}`,
    (say) => `split ${say.part()} from ${say.part()}`,
    (say) => `replace ${say.leftover()} in ${say.part()}`,
    (say) => `alert when ${say.part()} ${say.symptom()}`,
    (say) => `bring p95 of ${say.part()} below ${say.number(1, 9) * 50} ms`,
    (say) => `clean up ${say.thing()} older than ${say.number(2, 36)} months`,
  ],
  documentation: [
    (say) => `describe how ${say.part()} treats ${say.thing()}`,
    (say) => `runbook: what to do when ${say.part()} ${say.symptom()}`,
    (say) => `screenshots of ${say.part()} are out of date`,
    (say) => `write down why ${say.part()} ignores ${say.thing()}`,
    (say) => `translate the guide for ${say.who()} into ${say.language()}`,
  ],
  incident: [
    (say) => `${say.part()} down in ${say.region()} for ${say.number(3, 190)} minutes`,
    (say) => `elevated error rate: ${say.part()} (${say.number(2, 60)} %)`,
    (say) => `${say.region()}: no ${say.thing()} since ${say.number(10, 22)}:${say.number(10, 59)}`,
    (say) => `${say.part()} ${say.symptom()}, ${say.number(40, 4000)} orders affected`,
  ],
  task: [
    (say) => `migration for ${say.thing()}`,
    (say) => `copy for ${say.part()} in ${say.language()}`,
    (say) => `ask ${say.who()} in ${say.region()} about ${say.thing()}`,
    (say) => `try ${say.upgrade()} on ${say.part()}`,
    (say) => `measure how often ${say.part()} ${say.symptom()}`,
    (say) => `review ${say.thing()} ${say.where()}`,
  ],
};

function foreignTitle(random: Random): string {
  const version = `4.${random.int(1, 60)}.${random.int(0, 9)}`;
  return random
    .pick(FOREIGN_TITLES)
    .replace("{n}", String(random.int(2, 9_999)))
    .replace("{v}", version);
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
