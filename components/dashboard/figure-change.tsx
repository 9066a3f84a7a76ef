import { ArrowDown, ArrowUp, Equal } from "lucide-react";
import { addDays } from "@/components/backlog/filters/days.ts";
import type { Summary } from "@/lib/dashboard/schema.ts";
import { incompleteWords } from "@/lib/definitions/wording.ts";
import { countWords } from "@/lib/issues/wording.ts";
import { FigureLink } from "./figure-link.tsx";
import type { FigureLook } from "./figures.ts";
import { dayBeside, periodWords } from "./period-words.ts";

/** How a figure stands against what it was: "12 more than on 23 Oct". What it was is a figure too, and leads to its list. */
export function FigureChange({ look: { name, words, ofPeriod }, summary }: { look: FigureLook; summary: Summary }) {
  const { value, before } = summary.figures[name];
  if (before === null) return <p>How it was is not known.</p>;
  const { period, previous, incomplete_before: periodIncomplete } = summary;
  const incomplete = (ofPeriod ? periodIncomplete : null) ?? before.incomplete_before;
  const day = addDays(period.from, -1);
  const when = ofPeriod ? periodWords(previous) : `on ${dayBeside(day, period.to)}`;
  const Arrow = value === before.value ? Equal : value > before.value ? ArrowUp : ArrowDown;
  return (
    <p>
      <Arrow aria-hidden className="-mt-0.5 mr-0.5 inline size-3.5" />
      {differenceWords(value - before.value)}{" "}
      <FigureLink figure={before} className="hover:text-foreground">
        {when}
        <span className="sr-only">
          : {words}, {countWords(before.value)}
        </span>
      </FigureLink>
      {incomplete && <>, {incompleteWords(incomplete)}</>}
    </p>
  );
}

function differenceWords(difference: number): string {
  if (difference === 0) return "as many as";
  return `${countWords(Math.abs(difference))} ${difference > 0 ? "more" : "fewer"} than`;
}
