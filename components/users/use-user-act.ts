"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { toast } from "@/components/ui/toast.ts";
import type { UserDto } from "@/lib/users/schema.ts";
import { actWords, sendAct, type UserAct } from "./user-acts.ts";
import { USERS_KEY } from "./users-key.ts";

/** Does what was confirmed, says it, and has the list look again. Whoever does it to themselves begins anew, with what they may still see. */
export function useUserAct(user: UserDto, onDone: () => void) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (act: UserAct) => sendAct(act, user),
    onSuccess: (_, act) => {
      const { done, self } = actWords(act, user);
      if (user.is_self && self !== null) return window.location.assign("/");
      toast(done);
      onDone();
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: USERS_KEY }),
  });
}
