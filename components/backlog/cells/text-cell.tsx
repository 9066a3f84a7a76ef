import { Nothing } from "@/components/issue/nothing.tsx";

/** One line of text; the whole, or what says more, on hover. */
export function TextCell({ text, title = text ?? undefined }: { text: string | null; title?: string }) {
  if (text === null) return <Nothing />;
  return (
    <span dir="auto" title={title} className="block truncate">
      {text}
    </span>
  );
}
