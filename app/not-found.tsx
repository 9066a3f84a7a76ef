import { PageNotFound } from "@/components/layout/page-not-found.tsx";

export default function NotFound() {
  return (
    <main className="flex min-h-dvh flex-col">
      <PageNotFound />
    </main>
  );
}
