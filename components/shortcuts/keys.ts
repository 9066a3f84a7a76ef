/** A key as `KeyboardEvent.key` calls it, what is held with it, where it works, and what it does. */
export type Shortcut = { key: string; with?: "Ctrl" | "Shift" | "Alt"; place: Place; words: string };

export const PLACES = ["Everywhere", "Backlog", "Columns of the backlog", "Issue"] as const;
type Place = (typeof PLACES)[number];

/** Every key the product answers to, in the order it is told of. Who acts on one names it, and never a key of its own. */
const DECLARED = {
  palette: { key: "k", with: "Ctrl", place: "Everywhere", words: "Search, pages and actions" },
  search: { key: "/", place: "Everywhere", words: "Go to the search box" },
  shortcuts: { key: "?", place: "Everywhere", words: "Show these shortcuts" },
  "row-next": { key: "j", place: "Backlog", words: "Next row" },
  "row-previous": { key: "k", place: "Backlog", words: "Previous row" },
  "row-open": { key: "Enter", place: "Backlog", words: "Open the issue of the row" },
  "row-select": { key: "x", place: "Backlog", words: "Select the row, or let it go" },
  "row-extend": { key: "x", with: "Shift", place: "Backlog", words: "Select from the last one to this" },
  "selection-clear": { key: "Escape", place: "Backlog", words: "Clear the selection" },
  "page-previous": { key: "[", place: "Backlog", words: "Previous page" },
  "page-next": { key: "]", place: "Backlog", words: "Next page" },
  "column-up": {
    key: "ArrowUp",
    with: "Alt",
    place: "Columns of the backlog",
    words: "Move the column one place forward",
  },
  "column-down": {
    key: "ArrowDown",
    with: "Alt",
    place: "Columns of the backlog",
    words: "Move the column one place back",
  },
  "issue-next": { key: "j", place: "Issue", words: "Next issue of the list" },
  "issue-previous": { key: "k", place: "Issue", words: "Previous issue of the list" },
  "issue-list": { key: "u", place: "Issue", words: "Back to the list" },
} as const satisfies Record<string, Shortcut>;

export type ShortcutName = keyof typeof DECLARED;
export const SHORTCUTS: Record<ShortcutName, Shortcut> = DECLARED;
export const SHORTCUT_NAMES: readonly ShortcutName[] = Object.keys(DECLARED).filter(isShortcutName);

export type Pressed = Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "altKey" | "shiftKey">;

/** Whether these are the shortcut's keys: `⌘` counts as `Ctrl`, and Shift is ignored where a keyboard needs it to write a sign. */
export function isPressed(name: ShortcutName, pressed: Pressed): boolean {
  const { key, with: held } = SHORTCUTS[name];
  if (pressed.key.toLowerCase() !== key.toLowerCase()) return false;
  if (pressed.altKey !== (held === "Alt")) return false;
  if (held === "Ctrl" ? pressed.ctrlKey === pressed.metaKey : pressed.ctrlKey || pressed.metaKey) return false;
  return isSign(key) || pressed.shiftKey === (held === "Shift");
}

/** Whether a single character is all there is to press: speech input may say one by chance. */
export function isSingleCharacter(name: ShortcutName): boolean {
  const { key, with: held } = SHORTCUTS[name];
  return key.length === 1 && (held === undefined || held === "Shift");
}

function isShortcutName(text: string): text is ShortcutName {
  return Object.hasOwn(DECLARED, text);
}

function isSign(key: string): boolean {
  return key.length === 1 && key.toLowerCase() === key.toUpperCase();
}
