import { useState, useSyncExternalStore } from "react";

const PREFIX = "backtrak-table:";

/**
 * Whether a chart is shown as its table, and how to change it. Who follows a value of the table to its issues finds the table again on
 * the way back; a new tab begins with charts. Where the browser keeps nothing the choice ends with the page.
 */
export function useShownAsTable(title: string): [boolean, (shown: boolean) => void] {
  const kept = useSyncExternalStore(nothingToHear, () => readKept(title), notOnServer);
  const [chosen, setChosen] = useState<boolean | null>(null);
  const choose = (shown: boolean) => {
    keep(title, shown);
    setChosen(shown);
  };
  return [chosen ?? kept, choose];
}

function readKept(title: string): boolean {
  try {
    return sessionStorage.getItem(PREFIX + title) !== null;
  } catch {
    return false;
  }
}

function keep(title: string, shown: boolean): void {
  try {
    if (shown) sessionStorage.setItem(PREFIX + title, "");
    else sessionStorage.removeItem(PREFIX + title);
  } catch {
    // A browser that keeps nothing shows it all the same.
  }
}

const nothingToHear = () => () => {};
const notOnServer = () => false;
