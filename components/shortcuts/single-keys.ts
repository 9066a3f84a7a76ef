const KEY = "backtrak.single-keys";
const OFF = "off";

/**
 * Whether shortcuts of a single character work in this browser: they can be switched off, as WCAG 2.1.4 asks for people who speak to
 * their computer.
 */
export function areSingleKeysOn(): boolean {
  try {
    return localStorage.getItem(KEY) !== OFF;
  } catch {
    return true;
  }
}

/** Remembers it in this browser; one that forbids that has them on. */
export function rememberSingleKeys(areOn: boolean): void {
  try {
    if (areOn) localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, OFF);
  } catch {
    // Nothing is kept.
  }
}
