import type { User } from "../model.ts";
import type { Site } from "./site.ts";

export type UserJson = {
  id: number;
  username: string;
  name: string;
  state: string;
  locked: boolean;
  avatar_url: string | null;
  web_url: string;
};

export function presentUser(site: Site, user: User): UserJson {
  return {
    id: user.id,
    username: user.username,
    name: user.name,
    state: user.state,
    locked: false,
    avatar_url: user.hasAvatar ? avatarUrl(site, user.id) : null,
    web_url: `${site.url}/${user.username}`,
  };
}

/** A person by id; null for none, and for one who is no longer known. */
export function presentUserById(site: Site, id: number | null): UserJson | null {
  const user = id === null ? undefined : site.store.users.get(id);
  return user ? presentUser(site, user) : null;
}

export function avatarUrl(site: Site, userId: number): string {
  return `${site.url}/uploads/-/system/user/avatar/${userId}/avatar.png`;
}
