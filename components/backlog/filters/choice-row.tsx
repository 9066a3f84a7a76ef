import { Button } from "@/components/ui/button.tsx";

type ChoiceRowProps = {
  label: string;
  /** What each value of the URL is called; null is the one that does not filter. */
  choices: readonly { value: string | null; words: string }[];
  value: string | undefined;
  onChoose: (value: string | null) => void;
};

/** A few values of which one holds. */
export function ChoiceRow({ label, choices, value, onChoose }: ChoiceRowProps) {
  return (
    <div role="group" aria-label={label} className="flex items-center justify-between gap-2">
      <span aria-hidden className="text-xs font-medium text-muted-foreground">
        {label}
      </span>
      <div className="flex gap-1">
        {choices.map((choice) => (
          <Button
            key={choice.words}
            variant="outline"
            size="xs"
            aria-pressed={choice.value === (value ?? null)}
            className="aria-pressed:border-primary aria-pressed:bg-selected"
            onClick={() => onChoose(choice.value)}
          >
            {choice.words}
          </Button>
        ))}
      </div>
    </div>
  );
}

export const YES_OR_NO = [
  { value: null, words: "Any" },
  { value: "true", words: "Yes" },
  { value: "false", words: "No" },
] as const;
