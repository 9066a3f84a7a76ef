"use client";

import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { type SubmitEvent, useId, useRef } from "react";
import { useShortcuts } from "@/components/shortcuts/use-shortcuts.ts";
import { type BacklogParams, readParams } from "@/lib/issues/filters.ts";
import { ALL, choicesOf, elementId } from "./search-choices.ts";
import { askedWords } from "./search-query.ts";
import { useActiveChoice } from "./use-active-choice.ts";
import { useBoxText } from "./use-box-text.ts";
import { useLeaving } from "./use-leaving.ts";
import { useSearch } from "./use-search.ts";
import { useSubmit } from "./use-submit.ts";

/** What the box is asked, what it has found, and what its keys do. */
export function useSearchBox() {
  const router = useRouter();
  const params = useBacklogParams();
  const { q = "" } = params;
  const listId = useId();
  const [form, input] = [useRef<HTMLFormElement>(null), useRef<HTMLInputElement>(null)];
  const { text, open, write, leave, show, hide } = useBoxText(input, q);
  const search = useSearch(text, { open });
  const { submit, giveUp } = useSubmit(params);
  const choices = choicesOf(search);
  const onLeave = (choiceId: string) => leave(choiceId === ALL ? (search.found?.words ?? "") : "");
  const { active, reset, onKeyDown } = useActiveChoice({
    ...{ choices, open, onOpen: show, onClose: hide, onClear: () => leave("") },
    onChoose: (choice) => {
      onLeave(choice.id);
      router.push(choice.href);
    },
  });
  useShortcuts({
    search: () => {
      input.current?.focus();
      input.current?.select();
    },
  });
  useLeaving(form, open && hide);

  return {
    ...{ form, search, open, listId, active, onLeave },
    field: {
      ...{ ref: input, value: text, onKeyDown },
      onChange: (written: string) => {
        giveUp();
        reset();
        write(written);
      },
      // What has not been asked of the backlog yet is shown again.
      onClick: () => askedWords(text) !== askedWords(q) && show(),
      listed: open && choices.length > 0 ? listId : undefined,
      activeElement: active && elementId(listId, active.id),
    },
    onSubmit: (event: SubmitEvent<HTMLFormElement>) => {
      event.preventDefault();
      void submit(text, (to) => leave(to === "issue" ? "" : askedWords(text)));
    },
  };
}

/** What the address asks of the backlog, while one is there. */
function useBacklogParams(): BacklogParams {
  const [pathname, search] = [usePathname(), useSearchParams()];
  return pathname === "/backlog" ? readParams(new URLSearchParams(search)) : {};
}
