import FormData from "form-data";
import type { Settings } from "../core/settings.ts";
import { type HttpResponse, post } from "../core/transport.ts";
import type { Source } from "./source.ts";

/**
 * Sends a file to an upload URL as a multipart form. The file is streamed; the form contains its length, name and type.
 *
 * @param url the upload URL
 * @param field name of the form field
 * @param purpose name of the upload, for errors
 * @throws {TransportError} if there is no complete response
 * @throws {UnreadableError} if the file cannot be read, or has changed since it was checked
 */
export async function sendFile(
  url: string,
  field: string,
  source: Source,
  purpose: string,
  settings: Settings,
): Promise<HttpResponse> {
  const file = source.open();
  const { onProgress } = settings;
  const localFailure = new AbortController();
  file.once("error", error => localFailure.abort(error));
  if (onProgress) {
    let sent = 0;
    // A listener may be asynchronous. If it throws, the upload fails and the process continues.
    const notify = async () => onProgress({ name: source.name, sent, total: source.length });
    file.on("data", (chunk: Uint8Array) => {
      sent += chunk.length;
      notify().catch((error: unknown) => localFailure.abort(error));
    });
    // The listener must not start the stream; the form starts it when it is sent.
    file.pause();
  }
  const form = new FormData();
  form.append(field, file, { filename: source.name, contentType: source.mime, knownLength: source.length });
  const headers = { ...form.getHeaders(), "content-length": String(form.getLengthSync()) };
  const signal = settings.signal
    ? AbortSignal.any([settings.signal, localFailure.signal])
    : localFailure.signal;
  try {
    const response = await post({ url, purpose, headers, body: form }, { ...settings, signal });
    localFailure.signal.throwIfAborted();
    return response;
  } finally {
    file.destroy();
  }
}
