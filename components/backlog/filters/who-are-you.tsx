"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type SubmitEvent, useState } from "react";
import { Button } from "@/components/ui/button.tsx";
import { ErrorState } from "@/components/ui/error-state.tsx";
import { Input } from "@/components/ui/input.tsx";
import { useSettled } from "@/components/ui/use-settled.ts";
import type { Person } from "@/lib/issues/schema.ts";
import { listProblem } from "../list-problem.ts";
import { chooseMe, meOptions, peopleOptions } from "../me-queries.ts";
import { focusIfWaiting } from "./list-keys.ts";
import { PersonChoice } from "./person-choice.tsx";

/** Asks the reader once who they are in GitLab. */
export function WhoAreYou({ onChosen }: { onChosen: () => void }) {
  const [words, setWords] = useState("");
  const [person, setPerson] = useState<Person | null>(null);
  const find = useSettled(words.trim());
  const people = useQuery(peopleOptions(find));
  const saving = useSaveMe(onChosen);
  const problem = saving.error ?? people.error;
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (person !== null) saving.mutate(person);
  };
  return (
    <form ref={focusIfWaiting} onSubmit={submit} className="flex min-h-0 flex-col gap-2">
      <h3 className="text-sm font-medium">Who are you in GitLab?</h3>
      <Input
        value={words}
        onChange={(event) => setWords(event.target.value)}
        aria-label="Your name or user name in GitLab"
        placeholder="Name or user name"
        autoComplete="off"
        className="h-7 shrink-0 text-sm"
      />
      {problem && (
        <ErrorState
          {...listProblem(problem, saving.error ? "This could not be saved" : "The people could not be loaded")}
          shape="banner"
          className="flex-wrap"
        />
      )}
      {!people.error && <PersonChoice people={people.data?.data} chosen={person} onChoose={setPerson} />}
      <p className="text-xs text-muted-foreground">Asked once. An admin can correct it later.</p>
      <Button type="submit" size="sm" disabled={person === null || saving.isPending}>
        {person === null ? "Choose yourself above" : `I am ${person.name}`}
      </Button>
    </form>
  );
}

function useSaveMe(onChosen: () => void) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: chooseMe,
    onSuccess: (me) => {
      queryClient.setQueryData(meOptions.queryKey, me);
      onChosen();
    },
    // It may have been said elsewhere meanwhile.
    onError: () => queryClient.invalidateQueries({ queryKey: meOptions.queryKey }),
  });
}
