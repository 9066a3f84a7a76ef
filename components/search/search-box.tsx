"use client";

import { Search } from "lucide-react";
import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { type RefObject, type SubmitEvent, useEffect, useRef } from "react";
import { Input } from "@/components/ui/input.tsx";
import { Kbd } from "@/components/ui/kbd.tsx";
import { backlogPath, readParams, withChange } from "@/lib/issues/filters.ts";

/** Finds issues by title or reference, from every page. On the backlog the other filters stay as they are. */
export function SearchBox() {
  const router = useRouter();
  const pathname = usePathname();
  const search = useSearchParams();
  const input = useRef<HTMLInputElement>(null);
  const params = pathname === "/backlog" ? readParams(new URLSearchParams(search)) : {};
  useSlashKey(input);

  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const words = input.current?.value.trim() ?? "";
    router.push(backlogPath(withChange(params, { q: words === "" ? null : words })));
  };

  return (
    // Without JavaScript the form itself goes to the same address.
    <form action="/backlog" role="search" onSubmit={submit} className="relative w-full max-w-md min-w-0">
      <Search
        aria-hidden
        className="pointer-events-none absolute top-1/2 left-2.5 size-4 -translate-y-1/2 text-muted-foreground"
      />
      <Input
        // A new question in the URL (a link, the back button) is shown as it is.
        key={params.q ?? ""}
        ref={input}
        type="search"
        name="q"
        aria-label="Search issues by title or reference"
        placeholder="Search"
        defaultValue={params.q ?? ""}
        maxLength={200}
        enterKeyHint="search"
        autoComplete="off"
        className="peer pr-9 not-placeholder-shown:pr-2 pl-8 phone:pr-2 [&::-webkit-search-cancel-button]:grayscale"
      />
      <Kbd
        aria-hidden
        className="pointer-events-none absolute top-1/2 right-2 -translate-y-1/2 peer-not-placeholder-shown:hidden phone:hidden"
      >
        /
      </Kbd>
    </form>
  );
}

/** `/` goes to the box, unless one is writing somewhere. */
function useSlashKey(input: RefObject<HTMLInputElement | null>): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || isWriting(event.target)) return;
      event.preventDefault();
      input.current?.focus();
      input.current?.select();
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, [input]);
}

function isWriting(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest("input, textarea, select, [contenteditable]") !== null;
}
