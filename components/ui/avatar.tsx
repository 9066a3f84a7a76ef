"use client";

import { createContext, type ReactNode, useContext, useState } from "react";
import { cn } from "@/lib/cn.ts";

const ImageOrigin = createContext<string | null>(null);

/** Names the one origin (`https://gitlab.example.com`) that pictures may be loaded from. */
export function AvatarOriginProvider({ origin, children }: { origin: string | null; children: ReactNode }) {
  return <ImageOrigin value={origin}>{children}</ImageOrigin>;
}

/** That origin; null where none is known. */
export function usePictureOrigin(): string | null {
  return useContext(ImageOrigin);
}

type AvatarProps = { name: string; src?: string | null; className?: string };

/**
 * A person, 20 px. The initial stands behind the picture and is what stays where the picture cannot be loaded.
 * It is silent: the name stands beside it, or the caller says it.
 */
export function Avatar({ name, src, className }: AvatarProps) {
  const origin = usePictureOrigin();
  const [broken, setBroken] = useState<string | null>(null);
  const picture = isFrom(src, origin) && src !== broken ? src : null;
  return (
    <span
      aria-hidden
      data-slot="avatar"
      className={cn(
        "relative inline-flex size-5 shrink-0 items-center justify-center overflow-hidden rounded-full bg-border text-xs leading-none font-medium text-foreground select-none",
        className,
      )}
    >
      {initial(name)}
      {picture && (
        // oxlint-disable-next-line nextjs/no-img-element -- another host's small pictures: nothing for us to optimise
        <img
          alt=""
          ref={(image) => void (hasFailed(image) && setBroken(picture))}
          src={picture}
          loading="lazy"
          onError={() => setBroken(picture)}
          referrerPolicy="no-referrer"
          className="absolute inset-0 size-full object-cover"
        />
      )}
    </span>
  );
}

/** A picture of the server's HTML can fail before anybody listens. */
function hasFailed(image: HTMLImageElement | null): boolean {
  return image !== null && image.complete && image.naturalWidth === 0;
}

function isFrom(src: string | null | undefined, origin: string | null): src is string {
  if (!src || !origin) return false;
  return URL.parse(src)?.origin === origin;
}

/** One letter: two do not fit 20 px at the smallest size that text has here. */
function initial(name: string): string {
  return (Array.from(name.trim())[0] ?? "?").toUpperCase();
}
