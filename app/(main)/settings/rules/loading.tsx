import { RulesSkeleton } from "@/components/settings/rules-skeleton.tsx";

export default function RulesLoading() {
  return <RulesSkeleton />;
}
