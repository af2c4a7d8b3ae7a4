import { UploadError } from "../errors.ts";
import { maskText } from "../secrets.ts";
import type { HttpAnswer } from "../vk/transport.ts";
import { parseObject } from "../vk/wire.ts";
import type { UploadAnswer } from "./recipes.ts";

/** "Cannot get file from request": the server lost the file; it takes it at a later try. */
const lostFile = 4606;

/**
 * Reads what an upload server answered. It fails in many shapes: an error page with a status of 5xx, plain text,
 * `{"error": …}`, `{"errcode": 1}`, `{"error_code": 4606, …}`, or an answer where the photo is `""` or `"[]"`.
 *
 * @param proof picks out of an answer what is there only when the file was taken
 * @throws {UploadError} when the file was not taken
 */
export function readUploadAnswer(
  kind: string,
  proof: (answer: UploadAnswer) => string | undefined,
  { status, body }: HttpAnswer,
): UploadAnswer {
  const details = { status, body };
  const refused = status >= 400 && status < 500 && status !== 408 && status !== 429;
  if (status !== 200)
    throw new UploadError(kind, `the server sent HTTP status ${status}`, { ...details, final: refused });
  const answer = parseObject(body);
  if (!answer)
    throw new UploadError(
      kind,
      `the server sent no JSON: ${maskText(body.slice(0, 10_000)).slice(0, 100)}`,
      details,
    );
  const problem = problemIn(answer);
  if (problem)
    throw new UploadError(kind, `the server refused the file: ${problem.text}`, {
      ...details,
      final: problem.final,
    });
  const proven = proof(answer as UploadAnswer); // looked into before it is used
  if (!proven || proven === "[]") throw new UploadError(kind, "the server did not keep the file", details);
  return answer as UploadAnswer; // proven
}

function problemIn(answer: Record<string, unknown>): { text: string; final: boolean } | undefined {
  const { error, error_code, error_msg, error_descr, errcode } = answer;
  const nested = typeof error === "object" && error !== null ? (error as Record<string, unknown>) : {}; // stories: {error_code, type}
  const code = error_code ?? nested.error_code ?? errcode;
  const text = error_msg ?? error_descr ?? nested.type ?? (typeof error === "string" ? error : undefined);
  if (!error && !code && !text) return undefined;
  const shown = [text, code === undefined ? undefined : `(${code})`]
    .filter(part => part !== undefined)
    .join(" ");
  return { text: shown || "no reason given", final: code !== lostFile };
}
