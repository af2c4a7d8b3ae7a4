import FormData from "form-data";
import type { Settings } from "../vk/settings.ts";
import { type HttpAnswer, post } from "../vk/transport.ts";
import type { Source } from "./source.ts";

/**
 * Sends a file as a form to an upload address: streamed, with its length, its name and its type.
 *
 * @param url the upload address
 * @param field name of the file's field in the form
 * @param purpose what the upload is for, for errors
 * @throws {TransportError} when no answer came
 * @throws {UnreadableError} when the file cannot be read to its end, or is no longer what was checked
 */
export async function sendFile(
  url: string,
  field: string,
  source: Source,
  purpose: string,
  settings: Settings,
): Promise<HttpAnswer> {
  const file = source.open();
  const { onProgress } = settings;
  const failed = new AbortController();
  file.once("error", error => failed.abort(error));
  if (onProgress) {
    let sent = 0;
    // A listener may be asynchronous. What it throws ends the upload either way, and not the process.
    const tell = async () => onProgress({ name: source.name, sent, total: source.length });
    file.on("data", (chunk: Uint8Array) => {
      sent += chunk.length;
      tell().catch((error: unknown) => failed.abort(error));
    });
    // Listening must not start the stream: the form does, when it is sent.
    file.pause();
  }
  const form = new FormData();
  form.append(field, file, { filename: source.name, contentType: source.mime, knownLength: source.length });
  const headers = { ...form.getHeaders(), "content-length": String(form.getLengthSync()) };
  const signal = settings.signal ? AbortSignal.any([settings.signal, failed.signal]) : failed.signal;
  try {
    const answer = await post({ url, purpose, headers, body: form }, { ...settings, signal });
    failed.signal.throwIfAborted();
    return answer;
  } finally {
    file.destroy();
  }
}
