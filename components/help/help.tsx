import { PageBody } from "@/components/layout/page-body.tsx";
import { PageHeader } from "@/components/layout/page-header.tsx";
import { DEFINITION_GROUPS } from "@/lib/definitions/wording.ts";
import { ClockFacts } from "./clock-facts.tsx";
import { Contents } from "./contents.tsx";
import { DefinitionEntry } from "./definition-entry.tsx";
import { CONTENTS_CLASSES, HELP_CLASSES, INTRODUCTION } from "./frame.ts";

type HelpProps = { zone: string; holidays: readonly string[] };

/** What every word and figure means, at reading width. Each definition has an anchor, to which figures link. */
export function Help({ zone, holidays }: HelpProps) {
  return (
    <PageBody>
      <PageHeader title="Help" />
      <div className={HELP_CLASSES}>
        <div className="flex min-w-0 flex-col gap-6 leading-5.5">
          <p>{INTRODUCTION}</p>
          {DEFINITION_GROUPS.map(({ id, title, definitions }) => (
            <section key={id} aria-labelledby={id} className="flex flex-col gap-1">
              <h2 id={id} className="scroll-mt-16 border-b pb-1 text-lg font-semibold">
                {title}
              </h2>
              {definitions.map((definition) => (
                <DefinitionEntry key={definition.id} definition={definition}>
                  {definition.id === "clock" && <ClockFacts zone={zone} holidays={holidays} />}
                </DefinitionEntry>
              ))}
            </section>
          ))}
        </div>
        <Contents className={CONTENTS_CLASSES} />
      </div>
    </PageBody>
  );
}
