import { Nothing } from "@/components/issue/nothing.tsx";

const DAY_S = 86_400;
/** Kept: making one takes far longer than using it, and each row has one. */
const DAYS = new Intl.NumberFormat("en-US", { minimumFractionDigits: 1, maximumFractionDigits: 1 });

/** A cycle time in days, as the definitions count them. */
export function CycleCell({ seconds }: { seconds: number | null }) {
  if (seconds === null) return <Nothing />;
  return <>{DAYS.format(seconds / DAY_S)} d</>;
}
