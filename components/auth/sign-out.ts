import { toastError } from "@/components/ui/toast.ts";
import { fetchJson } from "@/lib/api/fetcher.ts";

/** Ends this session, or all that this person has anywhere; says so where it could not be ended. */
export async function signOut(from: "here" | "everywhere" = "here"): Promise<void> {
  try {
    await fetchJson(from === "here" ? "/api/auth/sign-out" : "/api/auth/sign-out-everywhere", {
      method: "POST",
      body: "{}",
    });
    // A whole new page: nothing of what this person saw stays in memory.
    window.location.assign("/sign-in");
  } catch (error) {
    toastError("You are still signed in.", { description: error instanceof Error ? error.message : undefined });
  }
}
