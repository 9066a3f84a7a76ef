import { AT_THE_DOOR, FLOORS, LONGEST, NAMELESS, NOUNS, PORTS, ROOMS, SINGLE_IDEAS } from "./rooms.ts";

export type File = { path: string; text: string };

const SOURCE = /\.(ts|tsx|mjs|css)$/;
const KEBAB = /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+)*$/;
const A_FOLDER_OF_NEXT = /^(\([a-z-]+\)|\[{1,2}(\.{3})?[a-z-]+\]{1,2})$/;
const LATER = /\b(TODO|FIXME|XXX|HACK)\b/; // the only place that may say it
const ALLOWED_TO_SAY_LATER = "tests/house/";

/** What is wrong with the house as these files build it: one line a fault, none when all is well. */
export function faultsOf(files: File[]): string[] {
  return files.flatMap((file) => [
    ...placeFaults(file.path),
    ...nameFaults(file.path),
    ...lengthFaults(file),
    ...textFaults(file),
  ]);
}

function placeFaults(path: string): string[] {
  const [floor = "", folder = "", ...rest] = path.split("/");
  if (!path.includes("/"))
    return AT_THE_DOOR.includes(floor) ? [] : [`${path}: nothing of that name stands at the door`];
  if (AT_THE_DOOR.includes(floor)) return [];
  if (!FLOORS.includes(floor)) return [`${path}: the house has no floor called ${floor}`];
  if (floor !== "lib") return [];
  return roomFaults(path, folder, rest.join("/"));
}

function roomFaults(path: string, folder: string, file: string): string[] {
  if (file === "") {
    return SINGLE_IDEAS.includes(bare(folder)) ? [] : [`${path}: not in the list of single ideas`];
  }
  const noun = NOUNS[folder];
  const rooms = PORTS[folder] ?? (noun && [...ROOMS, ...noun]);
  if (!rooms) return [`${path}: lib has no noun and no port called ${folder}`];
  return rooms.some((room) => matchesRoom(bare(file), room)) ? [] : [`${path}: ${folder} has no room of that name`];
}

function matchesRoom(file: string, room: string): boolean {
  if (room.endsWith("/**")) return file.startsWith(room.slice(0, -2));
  if (room.endsWith("/*")) return file.startsWith(room.slice(0, -1)) && file.split("/").length === 2;
  return file === room;
}

function nameFaults(path: string): string[] {
  const segments = path.split("/");
  if (segments.length < 2 || !SOURCE.test(path)) return [];
  return segments.flatMap((segment) => {
    if (NAMELESS.includes(bare(segment))) return [`${path}: "${bare(segment)}" says nothing about what is in it`];
    return KEBAB.test(segment) || A_FOLDER_OF_NEXT.test(segment) ? [] : [`${path}: "${segment}" is not kebab-case`];
  });
}

function lengthFaults({ path, text }: File): string[] {
  const longest = LONGEST.find(({ where }) => where.test(path))?.lines ?? Infinity;
  const lines = lineCount(text);
  return lines > longest ? [`${path}: ${lines} lines, at most ${longest}`] : [];
}

function textFaults({ path, text }: File): string[] {
  if (path === "bun.lock" && text.includes("://")) return [`${path}: holds an address: other machines cannot reach it`];
  if (!SOURCE.test(path) || path.startsWith(ALLOWED_TO_SAY_LATER)) return [];
  return LATER.test(text) ? [`${path}: says ${LATER.exec(text)?.[0]}: do it or write an issue`] : [];
}

/** Lines as an editor counts them. */
export function lineCount(text: string): number {
  return text.split("\n").length - (text.endsWith("\n") ? 1 : 0);
}

function bare(name: string): string {
  return name.replace(/\.(ts|tsx|mjs|css)$/, "");
}
