import { Avatar } from "@/components/ui/avatar.tsx";
import { Skeleton } from "@/components/ui/skeleton.tsx";
import type { Person } from "@/lib/issues/schema.ts";

type PersonChoiceProps = {
  /** Undefined while they are on their way. */
  people: readonly Person[] | undefined;
  chosen: Person | null;
  onChoose: (person: Person) => void;
};

/** One of the people that were found. */
export function PersonChoice({ people, chosen, onChoose }: PersonChoiceProps) {
  if (people === undefined) return <Skeleton className="h-32 w-full" />;
  if (people.length === 0) {
    return (
      <p role="status" className="text-sm text-muted-foreground">
        Nobody here is called that. People are known once they had to do with an issue.
      </p>
    );
  }
  return (
    <div role="radiogroup" aria-label="People found" className="-mx-2 max-h-52 min-h-0 overflow-y-auto">
      {people.map((person) => (
        <label
          key={person.id}
          className="flex min-h-8 items-center gap-2 rounded-sm px-2 text-sm hover:bg-accent has-checked:bg-selected phone:min-h-11"
        >
          <input
            type="radio"
            name="gitlab-user"
            checked={chosen?.id === person.id}
            onChange={() => onChoose(person)}
            className="size-4 shrink-0 accent-primary"
          />
          <Avatar name={person.name} src={person.avatar_url} />
          <span dir="auto" className="truncate">
            {person.name}
          </span>
          <span className="truncate text-xs text-muted-foreground">@{person.username}</span>
        </label>
      ))}
    </div>
  );
}
