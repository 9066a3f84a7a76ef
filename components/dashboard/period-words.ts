import { dayInWords } from "@/lib/time-wording.ts";

type Days = { from: string; to: string };

/** Inclusive days: "24 Oct – 22 Nov 2026", "30 Dec 2025 – 5 Jan 2026", "22 Nov 2026". */
export function periodWords({ from, to }: Days): string {
  if (from === to) return dayInWords(to);
  return `${dayBeside(from, to)} – ${dayInWords(to)}`;
}

/** A day beside another that is told with its year: "23 Oct", and with its own year where that is another. */
export function dayBeside(day: string, other: string): string {
  const words = dayInWords(day);
  return day.slice(0, 4) === other.slice(0, 4) ? words.replace(/ \d+$/, "") : words;
}
