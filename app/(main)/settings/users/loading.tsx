import { UsersSkeleton } from "@/components/users/users-skeleton.tsx";

export default function UsersLoading() {
  return <UsersSkeleton />;
}
