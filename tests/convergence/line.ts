import type { Fetch } from "@/lib/gitlab/request.ts";

/** What befalls a worker on its way to GitLab. */
export type Fate = "goes on" | "dies" | "sleeps";

type Way = {
  /** Called before a request leaves, and after its answer was made, when it may already be old. */
  pass(point: "asked" | "answered", address: string): Promise<Fate>;
  /** Lets a worker fall; settles when it is up again, which may be never. */
  fall(fate: Exclude<Fate, "goes on">): Promise<void>;
};

/** A GitLab may give smaller pages than it is asked for: small ones make a listing of thirty issues several pages long. */
const LARGEST_PAGE = 4;

/** The way to GitLab, on which things happen. */
export function createLine({ pass, fall }: Way): Fetch {
  return async (url, init) => {
    const address = `${url.pathname}${url.search}`;
    const before = await pass("asked", address);
    if (before !== "goes on") await fall(before);
    const response = await fetch(withSmallPages(url), init);
    const after = await pass("answered", address);
    if (after === "goes on") return response;
    // A process that stands still has its answer in hand when it wakes, however late that is.
    const whole = new Response(await response.arrayBuffer(), response);
    await fall(after);
    return whole;
  };
}

function withSmallPages(url: URL): URL {
  const perPage = Number(url.searchParams.get("per_page") ?? 0);
  if (!url.pathname.endsWith("/issues") || perPage <= LARGEST_PAGE || url.searchParams.has("iids[]")) return url;
  const smaller = new URL(url);
  smaller.searchParams.set("per_page", String(LARGEST_PAGE));
  return smaller;
}
