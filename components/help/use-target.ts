import { useSyncExternalStore } from "react";

/** The name behind the # of the address, "" without one and on the server. */
export function useTarget(): string {
  return useSyncExternalStore(subscribe, targetOfAddress, () => "");
}

export function targetOfAddress(): string {
  return window.location.hash.slice(1);
}

/** Next changes the address by `pushState`: CSS's :target and `hashchange` miss it, `navigation` (where it is there) does not. */
function subscribe(onChange: () => void): () => void {
  const events: [EventTarget, string][] = [
    [window, "hashchange"],
    [window, "popstate"],
  ];
  if ("navigation" in window) events.push([window.navigation, "currententrychange"]);
  for (const [target, name] of events) target.addEventListener(name, onChange);
  return () => {
    for (const [target, name] of events) target.removeEventListener(name, onChange);
  };
}
