import type { Doc, UploadedFile } from "../state/model/index.ts";

/** A document object of the VK API. */
export function docObject(doc: Doc, origin: string): Record<string, unknown> {
  const { id, owner_id, title, size, ext, date, type, tags } = doc;
  const url = `${origin}/files/${doc.file}`;
  return { id, owner_id, title, size, ext, date, type, url, ...(tags.length > 0 ? { tags } : {}) };
}

/** What docs.save returns: a document, a graffiti, or a voice message. */
export function savedDocObject(doc: Doc, { width, height }: UploadedFile, origin: string): object {
  const { id, owner_id, kind } = doc;
  const url = `${origin}/files/${doc.file}`;
  switch (kind) {
    case "graffiti":
      return { type: kind, graffiti: { id, owner_id, url, width, height } };
    case "audio_message":
      // The sandbox does not listen to the recording, so it knows neither how long nor how loud it is.
      return {
        type: kind,
        audio_message: { id, owner_id, duration: 0, waveform: [], link_mp3: url, link_ogg: url },
      };
    default:
      return { type: kind, doc: docObject(doc, origin) };
  }
}
