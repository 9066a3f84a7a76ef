import { Nothing } from "@/components/issue/nothing.tsx";

const DAY_S = 86_400;

/** A cycle time in days, as the definitions count them. */
export function CycleCell({ seconds }: { seconds: number | null }) {
  if (seconds === null) return <Nothing />;
  return <>{(seconds / DAY_S).toLocaleString("en-US", { minimumFractionDigits: 1, maximumFractionDigits: 1 })} d</>;
}
