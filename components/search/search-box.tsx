"use client";

import { SearchField } from "./search-field.tsx";
import { announcement } from "./search-words.ts";
import { usePopup } from "./use-popup.ts";
import { useSearchBox } from "./use-search-box.ts";

/** Finds issues by words or reference, from every page: the best as one types, and all of them in the backlog, whose other filters stay. */
export function SearchBox() {
  const { form, field, open, search, listId, active, onLeave, onSubmit } = useSearchBox();
  const [Popup, loadPopup] = usePopup();
  const { found, stale } = search;
  return (
    // Without JavaScript the form itself goes to the backlog.
    <form ref={form} action="/backlog" role="search" onSubmit={onSubmit} className="relative w-full max-w-md min-w-0">
      <SearchField {...field} onFocus={loadPopup} />
      {open && Popup && <Popup {...{ search, listId, active, onLeave }} />}
      <p role="status" className="sr-only">
        {found && !stale && announcement(found.words, found.answer)}
      </p>
    </form>
  );
}
