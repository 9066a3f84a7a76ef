type PolicyOptions = { nonce: string; gitlabUrl: string | undefined; isDevelopment: boolean };

/**
 * The style element that sonner, which knows no nonces, puts into the page: allowed by its hash, as is the empty one it is for a
 * moment. A test computes both from the installed package.
 */
const SONNER_STYLES = [
  "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='",
  "'sha256-StEaX+se6YS7pqjzrzMIA0KaX9zF/8zAhvQXZAe5epY='",
];

/**
 * What a page may load: our own scripts by nonce and what they load, our own styles, images of our own and of GitLab (avatars).
 * Style attributes are allowed: pages are rendered with them, and they can neither run nor load anything here.
 */
export function contentSecurityPolicy({ nonce, gitlabUrl, isDevelopment }: PolicyOptions): string {
  const gitlab = gitlabUrl === undefined ? [] : [new URL(gitlabUrl).origin];
  const directives = {
    "default-src": ["'self'"],
    "script-src": ["'self'", `'nonce-${nonce}'`, "'strict-dynamic'", ...(isDevelopment ? ["'unsafe-eval'"] : [])],
    "style-src-elem": isDevelopment ? ["'self'", "'unsafe-inline'"] : ["'self'", `'nonce-${nonce}'`, ...SONNER_STYLES],
    "style-src-attr": ["'unsafe-inline'"],
    "img-src": ["'self'", "data:", ...gitlab],
    "connect-src": ["'self'", ...(isDevelopment ? ["ws:"] : [])],
    "object-src": ["'none'"],
    "base-uri": ["'none'"],
    "form-action": ["'self'"],
    "frame-ancestors": ["'none'"],
  };
  return Object.entries(directives)
    .map(([name, sources]) => `${name} ${sources.join(" ")}`)
    .join("; ");
}
