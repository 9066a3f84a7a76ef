import { toastError } from "@/components/ui/toast.ts";
import { fetchJson } from "@/lib/api/fetcher.ts";

/** Ends the session, and says so where it could not be ended. */
export async function signOut(): Promise<void> {
  try {
    await fetchJson("/api/auth/sign-out", { method: "POST", body: "{}" });
    // A whole new page: nothing of what this person saw stays in memory.
    window.location.assign("/sign-in");
  } catch (error) {
    toastError("You are still signed in.", { description: error instanceof Error ? error.message : undefined });
  }
}
