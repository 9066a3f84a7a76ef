import { CircleAlert } from "lucide-react";
import { Wordmark } from "@/components/layout/wordmark.tsx";
import { DemoSignIn } from "./demo-sign-in.tsx";
import { GoogleSignIn } from "./google-sign-in.tsx";

type SignInCardProps = { google: boolean; demo: boolean; next: string; refusal: string | null };

/** The way in: which there are, and where it leads (`next`, a path of our own). */
export function SignInCard({ google, demo, next, refusal }: SignInCardProps) {
  return (
    <div className="flex w-full max-w-96 flex-col gap-6">
      <div className="flex flex-col gap-2">
        <h1>
          <Wordmark className="text-xl" />
        </h1>
        <p className="text-balance text-muted-foreground">
          The backlog that lives in GitLab, with answers people can trust.
        </p>
      </div>
      {refusal && (
        <p role="alert" className="flex gap-2 rounded-md bg-status-overdue-soft px-3 py-2">
          <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-status-overdue" />
          {refusal}
        </p>
      )}
      {google && <GoogleSignIn next={next} />}
      {demo && <DemoSignIn next={next} />}
      {!google && !demo && <NotSetUp />}
    </div>
  );
}

function NotSetUp() {
  return (
    <p className="rounded-md border bg-card px-3 py-2 text-muted-foreground">
      Nobody can sign in yet: <code className="font-mono text-sm text-foreground">GOOGLE_CLIENT_ID</code> and{" "}
      <code className="font-mono text-sm text-foreground">GOOGLE_CLIENT_SECRET</code> are not set.
    </p>
  );
}
