import { type ReactNode, useId } from "react";
import { cn } from "@/lib/cn.ts";

type SectionProps = { title: string; titleHidden?: boolean; children: ReactNode };

/** A part of the page under its own heading. */
export function Section({ title, titleHidden = false, children }: SectionProps) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="flex min-w-0 flex-col gap-3">
      <h2 id={id} className={cn("text-base font-semibold", titleHidden && "sr-only")}>
        {title}
      </h2>
      {children}
    </section>
  );
}
