import Link from "next/link";
import type { ReactNode } from "react";
import { cn } from "@/lib/cn.ts";
import type { Figure } from "@/lib/dashboard/schema.ts";
import { countWords } from "@/lib/issues/wording.ts";

type FigureLinkProps = {
  figure: Figure;
  /** What is seen; the figure's value, if not said. */
  children?: ReactNode;
  /** What the number is of, for those who hear the link alone: "Ana Lund, blocked". */
  label?: string;
  className?: string;
};

/** A figure: it leads to the list of exactly its issues. */
export function FigureLink({ figure, children, label, className }: FigureLinkProps) {
  return (
    <Link
      href={figureHref(figure)}
      // A page has hundreds of figures, and few are followed.
      prefetch={false}
      className={cn(
        "relative rounded-sm tabular-nums underline-offset-4 hover:text-primary hover:underline",
        className,
      )}
    >
      {label !== undefined && (
        <>
          <span className="sr-only">{label}:</span>{" "}
        </>
      )}
      {children ?? countWords(figure.value)}
    </Link>
  );
}

/** Where the issues of a figure are listed. */
export function figureHref({ query }: Figure): string {
  return query === "" ? "/backlog" : `/backlog?${query}`;
}
