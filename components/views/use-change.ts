"use client";

import { type QueryKey, useMutation, useQueryClient } from "@tanstack/react-query";

type Change<V, T> = { send: (value: V) => Promise<T>; list: QueryKey; onDone?: (answer: T) => void };

/** A change of something in a list; the list is asked again, and only then has the change been made. */
export function useChange<V, T>({ send, list, onDone }: Change<V, T>) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: send,
    onSuccess: async (answer) => {
      await queryClient.invalidateQueries({ queryKey: list });
      onDone?.(answer);
    },
  });
}
