import { AppError, type Fault } from "@/lib/errors.ts";

/** What a JSON body may weigh where a route says nothing else. */
export const MAX_BODY_BYTES = 256 * 1024;

/**
 * The body of a request, counted while it streams in.
 * @throws AppError `payload_too_large` as soon as it is longer than `maxBytes`
 */
export async function readBytes(request: Request, maxBytes: number): Promise<Uint8Array> {
  if (Number(request.headers.get("content-length") ?? 0) > maxBytes) throw tooLarge(maxBytes);
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of request.body ?? []) {
    length += chunk.byteLength;
    if (length > maxBytes) throw tooLarge(maxBytes);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/**
 * A JSON body as it was sent, not yet checked against a schema.
 * @throws AppError `unsupported_media_type`, `payload_too_large`, `invalid_request`
 */
export async function readJson(request: Request, maxBytes = MAX_BODY_BYTES): Promise<unknown> {
  const mediaType = request.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase();
  if (mediaType !== "application/json") {
    throw new AppError("unsupported_media_type", "Send the body as Content-Type: application/json.");
  }
  const bytes = await readBytes(request, maxBytes);
  return parseJson(decodeUtf8(bytes));
}

function decodeUtf8(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw invalid({ field: "body", message: "is not valid UTF-8" });
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw invalid({ field: "body", message: "is not valid JSON" });
  }
}

function invalid(fault: Fault): AppError {
  return new AppError("invalid_request", `${fault.field} ${fault.message}`, { faults: [fault] });
}

function tooLarge(maxBytes: number): AppError {
  return new AppError("payload_too_large", `The body may have at most ${maxBytes} bytes.`);
}
