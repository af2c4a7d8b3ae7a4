import { parseObject } from "../core/encoding.ts";
import type { HttpResponse } from "../core/transport.ts";
import { UploadError } from "../errors.ts";
import { localize } from "../i18n/localize.ts";
import { maskText } from "../secrets.ts";
import type { Uploaded, UploadResponse } from "./specs.ts";

/** "Cannot get file from request": the server lost the file. A later attempt can succeed. */
const lostFileCode = 4606;

/**
 * Parses the response of an upload server. A failure has one of many formats: an error page with a 5xx status, plain text,
 * `{"error": …}`, `{"errcode": 1}`, `{"error_code": 4606, …}`, or a response in which the photo is `""` or `"[]"`.
 *
 * @param acceptedField gets the field that is set if the server accepted the file. Empty: any response is accepted
 * @throws {UploadError} if the server did not accept the file
 */
export function readUploadResponse(
  kind: string,
  acceptedField: ((response: UploadResponse) => string | undefined) | undefined,
  { status, body }: HttpResponse,
): Uploaded {
  const details = { status, body };
  const isRejected = status >= 400 && status < 500 && status !== 408 && status !== 429;
  if (status !== 200)
    throw new UploadError(kind, localize("the server sent HTTP status {status}", { status }), {
      ...details,
      final: isRejected,
    });
  const json = parseObject(body);
  if (!json) {
    const start = maskText(body.slice(0, 10_000)).slice(0, 100);
    throw new UploadError(kind, localize("the server sent no JSON: {start}", { start }), details);
  }
  const problem = problemIn(json);
  if (problem)
    throw new UploadError(
      kind,
      localize("the server rejected the file: {reason}", { reason: problem.text }),
      {
        ...details,
        final: problem.final,
      },
    );
  const response: UploadResponse = json;
  const accepted = acceptedField ? acceptedField(response) : body;
  if (!accepted || accepted === "[]")
    throw new UploadError(kind, localize("the server did not save the file"), details);
  return { response, body };
}

function problemIn(json: Record<string, unknown>): { text: string; final: boolean } | undefined {
  const { error, error_code, error_msg, error_descr, errcode } = json;
  const nested = typeof error === "object" && error !== null ? (error as Record<string, unknown>) : {}; // stories: {error_code, type}
  const code = error_code ?? nested.error_code ?? errcode;
  const text = error_msg ?? error_descr ?? nested.type ?? (typeof error === "string" ? error : undefined);
  if (!error && !code && !text) return undefined;
  const description = [text, code === undefined ? undefined : `(${code})`]
    .filter(part => part !== undefined)
    .join(" ");
  return { text: description || localize("no reason provided"), final: code !== lostFileCode };
}
