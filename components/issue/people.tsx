import { Avatar } from "@/components/ui/avatar.tsx";
import { cn } from "@/lib/cn.ts";
import type { Person } from "@/lib/issues/schema.ts";
import { Nothing } from "./nothing.tsx";

const MOST = 3;

/** Some people as overlapping pictures, named on hover and for screen readers. */
export function People({ people, className }: { people: readonly Person[]; className?: string }) {
  if (people.length === 0) return <Nothing words="nobody" />;
  const names = people.map(({ name }) => name).join(", ");
  return (
    <span title={names} className={cn("flex items-center", className)}>
      <span className="sr-only">{names}</span>
      {people.slice(0, MOST).map((person, index) => (
        <Avatar
          key={person.id}
          name={person.name}
          src={person.avatar_url}
          className={cn("ring-2 ring-card", index > 0 && "-ml-1.5")}
        />
      ))}
      {people.length > MOST && (
        <span aria-hidden className="ml-1 text-xs text-muted-foreground tabular-nums">
          +{people.length - MOST}
        </span>
      )}
    </span>
  );
}
