import type { User } from "../model.ts";
import type { Random } from "../random.ts";
import { TEAMS } from "./company.ts";

export type Team = { name: string; members: User[] };
export type Staff = { owner: User; ghost: User; teams: Team[]; left: User[]; all: User[] };

const FIRST_USER_ID = 2_001;
/** Of so many people one has left. */
const ONE_LEFT_IN = 8;

const NAMES = `
Amara Osei, Jonas Lindqvist, Priya Raman, Tomasz Zieliński, Leïla Haddad, Marco Bianchi, Sofia Papadaki, Dmitri Volkov, Hannah Weiss,
Kenji Tanaka, Isabel Duarte, Omar Farouk, Freya Nielsen, Lucas Moreau, Ngozi Eze, Wei Zhang, Elif Yıldız, Aoife Brennan, Mateo Rojas,
Yara Cohen, Viktor Novák, Chiara Conti, Samuel Okoye, Ingrid Solheim, Rahul Mehta, Camille Laurent, Pavel Dvořák, Noor van Dijk,
Anders Holm, Beatriz Santos, Fatima Zahra, Gregor Albrecht, Hye-jin Park, Ioana Popescu, Jakub Kowalski, Katrin Vogel, Liam O'Connor,
Mei Lin, Nadia Rahman, Oskar Lund, Paula Giménez, Quentin Roux, Rosa Marchetti, Stefan Petrović, Tala Nasser, Ulrike Brandt,
Ольга Смирнова, 李 娜, नेहा शर्मा, 佐藤 美咲, Αλέξης Νικολάου, אורי לוי, ليلى منصور, Thandiwe Mkhize
`;
const USERNAMES: Record<string, string> = {
  "Ольга Смирнова": "olga.smirnova",
  "李 娜": "li.na",
  "नेहा शर्मा": "neha.sharma",
  "佐藤 美咲": "misaki.sato",
  "Αλέξης Νικολάου": "alexis.nikolaou",
  "אורי לוי": "uri.levi",
  "ليلى منصور": "layla.mansour",
};

/** The company's people: six teams, some who left (blocked), the token's owner, and GitLab's ghost of deleted users. */
export function createStaff(random: Random): Staff {
  const names = random.some(namesOf(NAMES), Infinity);
  const people = names.map((name, index): User => {
    const hasLeft = index % ONE_LEFT_IN === 3;
    const id = FIRST_USER_ID + index * 7 + random.int(0, 5);
    return {
      id,
      username: usernameOf(name),
      name,
      state: hasLeft ? "blocked" : "active",
      hasAvatar: random.chance(0.7),
    };
  });
  const owner: User = { id: 1, username: "root", name: "Administrator", state: "active", hasAvatar: false };
  const ghost: User = { id: 9, username: "ghost", name: "Ghost User", state: "active", hasAvatar: false };
  const teams = TEAMS.map((name, index) => ({ name, members: people.filter((_, n) => n % TEAMS.length === index) }));
  const left = people.filter((person) => person.state === "blocked");
  return { owner, ghost, teams, left, all: [owner, ghost, ...people] };
}

function namesOf(list: string): string[] {
  return list.split(/[,\n]/).flatMap((name) => name.trim() || []);
}

function usernameOf(name: string): string {
  const latin =
    USERNAMES[name] ?? name.normalize("NFD").replaceAll(/\p{M}/gu, "").replaceAll("ı", "i").replaceAll("ł", "l");
  return latin.toLowerCase().replaceAll("'", "").replaceAll(" ", ".");
}
