import { Button } from "@/components/ui/button.tsx";

type ConfirmBootstrapProps = { what: string; onCancel: () => void; onConfirm: () => void };

/** What a bootstrap costs, before it is started. */
export function ConfirmBootstrap({ what, onCancel, onConfirm }: ConfirmBootstrapProps) {
  return (
    <div className="flex flex-col gap-3">
      <div>
        <p className="font-medium break-words">Bootstrap {what}?</p>
        <p className="text-sm text-muted-foreground">
          It reads every open issue and the closed ones of the last months anew, a request for each hundred. The mirror
          can be used meanwhile, and nothing that was written here is lost.
        </p>
      </div>
      <div className="flex justify-end gap-2">
        <Button variant="outline" onClick={onCancel}>
          Cancel
        </Button>
        <Button ref={focus} onClick={onConfirm}>
          Bootstrap
        </Button>
      </div>
    </div>
  );
}

/** What was pressed to come here is gone, and the keyboard would start again at the page's top. */
function focus(button: HTMLElement | null): void {
  button?.focus();
}
