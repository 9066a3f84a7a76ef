import { cn } from "@/lib/cn.ts";

/** The product's sign and name. */
export function Wordmark({ short = false, className }: { short?: boolean; className?: string }) {
  return (
    <span className={cn("inline-flex items-center gap-2 font-semibold tracking-tight", className)}>
      <svg aria-hidden viewBox="0 0 32 32" className="size-5 shrink-0">
        <rect width="32" height="32" rx="7" className="fill-primary" />
        <path
          d="M9 10h14M9 16h9M9 22h11"
          className="stroke-primary-foreground"
          strokeWidth="2.5"
          strokeLinecap="round"
        />
      </svg>
      <span className={cn(short && "sr-only")}>Backtrak</span>
    </span>
  );
}
