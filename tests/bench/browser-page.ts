/** What runs in the page: each function is sent there as it stands, and knows nothing outside itself. */

/** Milliseconds. `shift`: the sum of all shifts of the layout that nobody asked for. */
export type Observed = {
  lcp: number;
  lcpOf: string;
  shift: number;
  longTasks: number[];
  /** The slowest event of each click, tap or key: from it to the next paint. Those under 16 ms are not told. */
  interactions: { name: string; ms: number }[];
};

type Seen = Omit<Observed, "interactions"> & { interactions: Map<number, Observed["interactions"][number]> };

declare global {
  var benchSeen: Seen;
  var benchPainted: Promise<number>;
}

/** Before anything else of the page: notes what the browser measures. */
export function observePage(): void {
  const seen: Seen = { lcp: 0, lcpOf: "", shift: 0, longTasks: [], interactions: new Map() };
  globalThis.benchSeen = seen;
  const watch = (type: string, note: (entry: PerformanceEntry) => void, options: object = {}) =>
    new PerformanceObserver((list) => list.getEntries().forEach(note)).observe({ type, buffered: true, ...options });
  watch("largest-contentful-paint", (entry) => {
    const element: unknown = Reflect.get(entry, "element");
    seen.lcp = entry.startTime;
    seen.lcpOf = element instanceof Element ? `${element.tagName} ${element.textContent.slice(0, 40)}` : "";
  });
  watch("layout-shift", (entry) => {
    if (Reflect.get(entry, "hadRecentInput") !== true) seen.shift += Number(Reflect.get(entry, "value"));
  });
  watch("longtask", (entry) => seen.longTasks.push(Math.round(entry.duration)));
  const noteEvent = (entry: PerformanceEntry) => {
    const id = Number(Reflect.get(entry, "interactionId"));
    const known = seen.interactions.get(id);
    if (id > 0 && entry.duration > (known?.ms ?? 0))
      seen.interactions.set(id, { name: entry.name, ms: entry.duration });
  };
  watch("event", noteEvent, { durationThreshold: 16 });
}

export function readObserved(): Observed {
  const { interactions, ...seen } = globalThis.benchSeen;
  return { ...seen, interactions: [...interactions.values()] };
}

/** Forgets the long tasks of before. */
export function resetObserved(): void {
  globalThis.benchSeen.longTasks = [];
}

/** From the next click to the frame in which other rows are painted. */
export function startPaintClock(): void {
  const GIVES_UP_AFTER_MS = 10_000;
  const rows = () => document.querySelector('table[aria-label="Issues"] tbody')?.textContent ?? "";
  const before = rows();
  let clickedAt: number | null = null;
  addEventListener("click", (event) => (clickedAt ??= event.timeStamp), { capture: true, once: true });
  globalThis.benchPainted = new Promise<number>((resolve, reject) => {
    setTimeout(() => reject(new Error("the rows have not changed")), GIVES_UP_AFTER_MS);
    const look = () => {
      if (clickedAt === null || rows() === before) return;
      observer.disconnect();
      const from = clickedAt;
      // A task after the next frame: that frame is painted by then.
      requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - from)));
    };
    const observer = new MutationObserver(look);
    observer.observe(document.body, { childList: true, subtree: true, characterData: true });
  });
}

export function stopPaintClock(): Promise<number> {
  return globalThis.benchPainted;
}
