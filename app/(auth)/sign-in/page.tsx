import type { Metadata } from "next";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { refusalInWords } from "@/components/auth/refusals.ts";
import { SignInCard } from "@/components/auth/sign-in-card.tsx";
import { webContext } from "@/lib/api/context.ts";
import { isOwnPath } from "@/lib/auth/own-path.ts";
import { readReader } from "@/lib/auth/session.ts";

export const metadata: Metadata = { title: "Sign in" };

type SignInPageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function SignInPage({ searchParams }: SignInPageProps) {
  const { next, error } = await searchParams;
  const target = typeof next === "string" && isOwnPath(next) ? next : "/";
  if (await readReader(await headers())) redirect(target);
  const { env } = webContext();
  return (
    <main className="flex min-h-dvh items-center justify-center px-4 py-8">
      <SignInCard
        google={env.GOOGLE_CLIENT_ID !== undefined && env.GOOGLE_CLIENT_SECRET !== undefined}
        demo={env.BACKTRAK_DEMO}
        next={target}
        refusal={refusalInWords(typeof error === "string" ? error : undefined)}
      />
    </main>
  );
}
