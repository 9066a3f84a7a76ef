import { HelpSkeleton } from "@/components/help/help-skeleton.tsx";

export default function HelpLoading() {
  return <HelpSkeleton />;
}
