import * as fc from "fast-check";

/** The far ends of the day, both ways of changing the clocks, and a zone that is no whole hour from UTC. */
export const ZONES = [
  ...["Pacific/Pago_Pago", "Pacific/Kiritimati", "Europe/Berlin", "America/New_York", "Asia/Kathmandu", "UTC"],
] as const;

/** Here midnight itself is skipped or comes twice, or the clocks move by half an hour. */
export const ODD_ZONES = [
  ...["America/Havana", "Africa/Cairo", "America/Santiago", "Asia/Beirut", "Atlantic/Azores", "America/Nuuk"],
  ...["Australia/Lord_Howe", "Pacific/Chatham"],
] as const;

export const anyZone = fc.constantFrom(...ZONES);
export const anyZoneAtAll = fc.constantFrom(...ZONES, ...ODD_ZONES);

const [FIRST_MS, LAST_MS] = [Date.UTC(2015, 0, 1), Date.UTC(2030, 0, 1)];
const CHANGES_MS = ["2026-03-08T07:00Z", "2026-03-29T01:00Z", "2026-10-25T01:00Z", "2026-11-01T06:00Z"].map(Date.parse);
const TWO_DAYS_MS = 2 * 86_400_000;

/** Any millisecond of fifteen years, and as often one close to a change of the clocks in Berlin or New York. */
export const anyInstant = fc
  .oneof(
    fc.integer({ min: FIRST_MS, max: LAST_MS }),
    fc
      .tuple(fc.constantFrom(...CHANGES_MS), fc.integer({ min: -TWO_DAYS_MS, max: TWO_DAYS_MS }))
      .map(([change, off]) => change + off),
  )
  .map((ms) => new Date(ms));

/** Any day of the same years. */
export const anyDay = anyInstant.map((instant) => instant.toISOString().slice(0, 10));
