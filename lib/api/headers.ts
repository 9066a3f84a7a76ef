/** What every answer of the API is sent with: it is for one reader, it is no page, and the log has it under this id. */
export function addUsualHeaders(headers: Headers, requestId: string): void {
  headers.set("x-request-id", requestId);
  headers.set("cache-control", "private, no-store");
  headers.set("x-content-type-options", "nosniff");
  headers.set("content-security-policy", "default-src 'none'; frame-ancestors 'none'");
}
