"use client";

import { useMutation } from "@tanstack/react-query";
import { Button } from "@/components/ui/button.tsx";
import { fetchJson } from "@/lib/api/fetcher.ts";
import { SignInFailure } from "./sign-in-failure.tsx";

/** Goes to Google and comes back to `next`. */
export function GoogleSignIn({ next }: { next: string }) {
  const signIn = useMutation({
    mutationFn: () =>
      fetchJson<{ url: string }>("/api/auth/sign-in/social", {
        method: "POST",
        body: JSON.stringify({
          provider: "google",
          callbackURL: next,
          errorCallbackURL: "/sign-in",
          disableRedirect: true,
        }),
      }),
    onSuccess: ({ url }) => window.location.assign(url),
  });
  return (
    <div className="flex flex-col gap-2">
      <Button size="lg" onClick={() => signIn.mutate()} disabled={signIn.isPending || signIn.isSuccess}>
        <GoogleSign />
        Sign in with Google
      </Button>
      {signIn.error && <SignInFailure error={signIn.error} />}
    </div>
  );
}

function GoogleSign() {
  return (
    <svg aria-hidden viewBox="0 0 24 24">
      <path
        fill="currentColor"
        d="M12 10.3v3.6h5.1c-.3 1.6-1.9 3.8-5.1 3.8a5.7 5.7 0 1 1 0-11.4c1.7 0 2.9.7 3.6 1.4l2.6-2.5A9 9 0 0 0 12 2.9a9.1 9.1 0 1 0 0 18.2c5.3 0 8.8-3.7 8.8-8.9 0-.7-.1-1.3-.2-1.9H12Z"
      />
    </svg>
  );
}
