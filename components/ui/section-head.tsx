import type { ReactNode } from "react";
import { CardDescription, CardHeader, CardTitle } from "./card.tsx";

type SectionHeadProps = { id: string; title: string; explanation: ReactNode; children?: ReactNode };

/** What a section is, in a line below its name, and to the right what it can be narrowed to. */
export function SectionHead({ id, title, explanation, children }: SectionHeadProps) {
  return (
    <CardHeader className="flex-wrap gap-x-6 py-2.5">
      <div className="min-w-0">
        <CardTitle id={id}>{title}</CardTitle>
        <CardDescription className="max-w-prose text-pretty">{explanation}</CardDescription>
      </div>
      {children && <div className="flex flex-wrap gap-2 phone:w-full phone:[&>select]:flex-auto">{children}</div>}
    </CardHeader>
  );
}
