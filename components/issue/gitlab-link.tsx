"use client";

import { ExternalLink } from "lucide-react";
import { usePictureOrigin } from "@/components/ui/avatar.tsx";
import { buttonVariants } from "@/components/ui/button.tsx";

/** The way on to GitLab: where the address is on the GitLab that is mirrored, and nowhere else. */
export function GitlabLink({ address }: { address: string }) {
  const origin = usePictureOrigin();
  if (origin === null || URL.parse(address)?.origin !== origin) return null;
  return (
    <a
      href={address}
      rel="noopener noreferrer"
      target="_blank"
      className={buttonVariants({ variant: "outline", size: "sm", className: "ml-auto" })}
    >
      Open in GitLab
      <ExternalLink aria-hidden />
      <span className="sr-only">, in a new tab</span>
    </a>
  );
}
