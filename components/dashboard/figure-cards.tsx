import { ErrorState } from "@/components/ui/error-state.tsx";
import { problemOf } from "@/components/ui/problem-of.ts";
import { cn } from "@/lib/cn.ts";
import type { Summary } from "@/lib/dashboard/schema.ts";
import { FigureCard } from "./figure-card.tsx";
import { FIGURES } from "./figures.ts";
import type { ShownPanel } from "./use-panel.ts";

/** The figures in a row, all of one height from the beginning. What was there stays when it cannot be renewed. */
export function FigureCards({ shown: { data, stale, error, fetching, retry } }: { shown: ShownPanel<Summary> }) {
  return (
    <section aria-label="Figures" aria-busy={stale} className="flex flex-col gap-4">
      {error && (
        <ErrorState
          shape={data ? "banner" : "page"}
          {...problemOf(error, data ? "The figures could not be renewed." : "The figures could not be read.")}
          onRetry={retry}
          retrying={fetching}
        />
      )}
      {(data !== undefined || error === null) && (
        <ul className={cn(ROW, stale && data && "opacity-60")}>
          {FIGURES.map((look) => (
            <FigureCard key={look.name} look={look} summary={data} />
          ))}
        </ul>
      )}
    </section>
  );
}

const ROW =
  "grid grid-cols-2 gap-4 phone:gap-2 md:grid-cols-4 min-[100rem]:grid-cols-8 print:grid-cols-4 print:gap-2 transition-opacity delay-150 duration-100";
