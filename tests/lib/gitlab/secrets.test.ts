import { HttpResponse } from "msw";
import { describe, expect, it } from "vitest";
import { messageOf } from "@/lib/errors.ts";
import { createLog } from "@/lib/log.ts";
import { answering, API, createClient, startWire, TOKEN } from "./wire.ts";

const { server } = startWire();
const json = (body: unknown, status: number) => () => Response.json(body, { status });
const text = (body: string, status: number, type: string) => () =>
  new HttpResponse(body, { status, headers: { "content-type": type } });
const redirect = (location: string) => () => new HttpResponse(TOKEN, { status: 302, headers: { location } });
/** The token as JSON may write it too: no part of it stands in the body as it is. */
const ESCAPED = [...TOKEN].map((sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`).join("");

/** Everything of an error that a log, a page or a table could show. */
function allOf(error: unknown): string {
  if (!(error instanceof Error)) return JSON.stringify(error);
  const own = Object.fromEntries(Object.getOwnPropertyNames(error).map((name) => [name, Reflect.get(error, name)]));
  const parts = [
    error.message,
    error.stack,
    String(error),
    messageOf(error),
    JSON.stringify(error),
    JSON.stringify(own),
  ];
  return `${parts.join("\n")}\n${error.cause === undefined ? "" : allOf(error.cause)}`;
}

describe("the token is in no error", () => {
  const echo = `your token ${TOKEN} is wrong`;
  it.each<[string, () => Response]>([
    ...[400, 401, 403, 404, 405, 408, 409, 422, 429, 500, 502, 503, 504, 520].flatMap(
      (status): [string, () => Response][] => [
        [`${status} with a message`, json({ message: echo }, status)],
        [`${status} in HTML`, text(`<html>${echo}</html>`, status, "text/html")],
      ],
    ),
    ["a list of messages", json({ message: [echo, TOKEN] }, 422)],
    ["messages by field", json({ message: { [TOKEN]: [TOKEN] } }, 422)],
    ["an error and its description", json({ error: TOKEN, error_description: echo }, 401)],
    ["another case", json({ message: TOKEN.toUpperCase() }, 404)],
    ["escapes", text(`{"message": "${ESCAPED}"}`, 404, "application/json")],
    ["escapes by field", text(`{"message": {"a": ["${ESCAPED}"]}}`, 422, "application/json")],
    ["the end of what is quoted", json({ message: "x".repeat(190) + TOKEN }, 404)],
    ["a page with 200", text(`<html>${echo}</html>`, 200, "text/html")],
    ["a cut body", text(`{"id": "${TOKEN}`, 200, "application/json")],
    ["another shape", text(JSON.stringify({ id: TOKEN, name: 1, [TOKEN]: TOKEN }), 200, "application/json")],
    ["a redirect to a host of that name", redirect(`https://${TOKEN}.example.com/`)],
    ["a redirect with credentials", redirect(`https://${TOKEN}@example.com/?private_token=${TOKEN}`)],
    ["a redirect in circles", redirect(`${API}/projects/1?private_token=${TOKEN}`)],
    ["a Retry-After", () => new HttpResponse(TOKEN, { status: 429, headers: { "retry-after": TOKEN } })],
    ["a connection that breaks", () => HttpResponse.error()],
  ])("that came of %s", async (_, answer) => {
    server.use(answering("/projects/1", answer));
    const error: unknown = await createClient()
      .gitlab.project(1)
      .catch((cause: unknown) => cause);
    expect(error).toMatchObject({ code: expect.stringMatching(/^gitlab_/) });
    const shown = allOf(error).toLowerCase();
    expect(shown).toContain("gitlab");
    expect(shown).not.toContain(TOKEN.toLowerCase());
    expect(shown).not.toContain(TOKEN.slice(0, 10).toLowerCase());
  });

  it("nor in what is logged between two tries", async () => {
    const lines: string[] = [];
    const log = { warn: (...parts: unknown[]) => void lines.push(JSON.stringify(parts)) };
    server.use(answering("/projects/1", json({ message: echo }, 502)));
    const { gitlab } = createClient({ log: Object.assign(createLog("test", "silent"), log) });
    await expect(gitlab.project(1)).rejects.toMatchObject({ code: "gitlab_unavailable" });
    expect(lines).toHaveLength(3);
    expect(lines.join("\n")).not.toContain(TOKEN);
    expect(lines.join("\n")).toContain("your token [redacted] is wrong");
  });
});
