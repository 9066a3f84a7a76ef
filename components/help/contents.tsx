import Link from "next/link";
import { DEFINITION_GROUPS } from "@/lib/definitions/wording.ts";

/** What is on the page, beside it where there is room. */
export function Contents({ className }: { className?: string }) {
  return (
    <nav aria-label="On this page" className={className}>
      <ul className="flex flex-col gap-3 text-sm">
        {DEFINITION_GROUPS.map(({ id, title, definitions }) => (
          <li key={id}>
            <Link href={`#${id}`} prefetch={false} className="block py-1 font-medium hover:underline">
              {title}
            </Link>
            <ul>
              {definitions.map((definition) => (
                <li key={definition.id}>
                  <Link
                    href={`#${definition.id}`}
                    prefetch={false}
                    className="block py-1 text-muted-foreground hover:text-foreground hover:underline"
                  >
                    {definition.term}
                  </Link>
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
    </nav>
  );
}
