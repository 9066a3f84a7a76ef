import { createHash, randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import { idToken, KEY_SET, type Claims, type Signature } from "./id-token.ts";

/** The account that is chosen at Google: its claims, beside the usual ones, and how the ID token is made. */
export type Account = { claims: Claims; signature?: Signature; withoutIdToken?: boolean };

export type FakeGoogle = { origin: string; account: Account; answered: string[]; close(): Promise<void> };

type Client = { id: string; secret: string; redirectUri: string };
type Grant = { account: Account; challenge: string; redirectUri: string };

export const CLIENT_SECRET = "google-client-secret";
/** None of these may be found in what we keep or write down. */
export const SECRETS = [CLIENT_SECRET, "google-access-token", "google-refresh-token"];

/**
 * Google's side of OpenID Connect as the product uses it, on a real port: consent, codes that hold once and for one verifier, ID
 * tokens signed with keys it publishes. It refuses what Google refuses.
 */
export async function startFakeGoogle(client: Client): Promise<FakeGoogle> {
  const grants = new Map<string, Grant>();
  const google: FakeGoogle = { origin: "", account: { claims: {} }, answered: [], close: async () => {} };
  const server = createServer((request, response) => void serve(request, response));

  async function serve(request: IncomingMessage, response: ServerResponse) {
    const url = new URL(request.url ?? "/", google.origin);
    google.answered.push(`${request.method} ${url.pathname}`);
    if (url.pathname === "/o/oauth2/v2/auth") return authorize(url.searchParams, response);
    if (url.pathname === "/token") return exchange(await formOf(request), response);
    if (url.pathname === "/oauth2/v3/certs") return send(response, 200, KEY_SET);
    return send(response, 404, { error: "not_found" });
  }

  function authorize(asked: URLSearchParams, response: ServerResponse) {
    const redirectUri = asked.get("redirect_uri") ?? "";
    const challenge = asked.get("code_challenge") ?? "";
    const state = asked.get("state") ?? "";
    if (redirectUri !== client.redirectUri) return send(response, 400, { error: "redirect_uri_mismatch" });
    const known = asked.get("client_id") === client.id && asked.get("response_type") === "code";
    if (!known || state === "" || challenge === "" || asked.get("code_challenge_method") !== "S256") {
      return send(response, 400, { error: "invalid_request" });
    }
    const code = randomUUID();
    grants.set(code, { account: google.account, challenge, redirectUri });
    const answer = new URLSearchParams({ state, code, scope: "openid email profile", authuser: "0", prompt: "none" });
    response.writeHead(302, { location: `${redirectUri}?${answer}` }).end();
  }

  function exchange(form: URLSearchParams, response: ServerResponse) {
    const grant = grants.get(form.get("code") ?? "");
    grants.delete(form.get("code") ?? "");
    const known = form.get("client_id") === client.id && form.get("client_secret") === client.secret;
    if (!known) return send(response, 401, { error: "invalid_client" });
    const challenge = createHash("sha256")
      .update(form.get("code_verifier") ?? "")
      .digest("base64url");
    if (grant?.challenge !== challenge || grant.redirectUri !== form.get("redirect_uri")) {
      return send(response, 400, { error: "invalid_grant" });
    }
    return send(response, 200, tokensOf(grant.account, client.id));
  }

  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the fake Google has no port");
  google.origin = `http://127.0.0.1:${address.port}`;
  google.close = () =>
    new Promise((resolve) => {
      server.closeAllConnections();
      server.close(() => resolve());
    });
  return google;
}

function tokensOf({ claims, signature = "google", withoutIdToken = false }: Account, clientId: string) {
  const now = Math.floor(Date.now() / 1_000);
  const usual = { iss: "https://accounts.google.com", azp: clientId, aud: clientId, iat: now, exp: now + 3_600 };
  return {
    access_token: "google-access-token",
    refresh_token: "google-refresh-token",
    token_type: "Bearer",
    expires_in: 3_600,
    scope: "openid email profile",
    ...(withoutIdToken ? {} : { id_token: idToken({ ...usual, ...claims }, signature) }),
  };
}

async function formOf(request: IncomingMessage): Promise<URLSearchParams> {
  return new URLSearchParams(await text(request));
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}
