import { invalid } from "../../failure.ts";
import type { Context, Handler } from "../../handler.ts";
import { number, type Params } from "../../server/parameters.ts";
import { now } from "../../state/clock.ts";
import { nextId } from "../../state/ids.ts";
import type { Doc, Ticket, UploadedFile } from "../../state/model/index.ts";
import { savedDocObject } from "../../views/doc.ts";
import { words } from "../names.ts";
import { claimUpload, ownerOf } from "../uploaded-photos.ts";

type DocumentKind = NonNullable<Ticket["document"]>;

/** Issues an upload URL. */
function serverFor({ uploads, origin }: Context, owner_id: number, document: DocumentKind) {
  const ticket = { kind: "document", owner_id, album_id: 0, document } as const;
  return { upload_url: uploads.issueUrl(origin, ticket) };
}

const getUploadServer: Handler = (params, context) =>
  serverFor(context, ownerOf(params, context.userId), "doc");

const getMessagesUploadServer: Handler = (params, context) =>
  // VK accepts no other words.
  serverFor(context, context.userId, (params.type || "doc") as DocumentKind);

/** VK's numbers of the types of documents, by their extensions. Source: https://dev.vk.com/ru/reference/objects/doc */
const extensions: Readonly<Record<number, string>> = {
  1: "txt doc docx pdf rtf odt xls xlsx csv ods ppt pptx odp md json xml",
  2: "zip rar 7z tar gz bz2",
  3: "gif",
  4: "jpg jpeg png webp bmp tiff svg psd",
  5: "ogg wav flac m4a",
  6: "mp4 avi mkv mov webm",
  7: "epub fb2 djvu mobi",
};
const otherType = 8;
/** Files that VK refuses. Source: https://dev.vk.com/ru/api/upload/document-in-profile */
const refused = ["mp3", "exe", "com", "bat", "msi"];

function typeOf(ext: string): number {
  const [type] = Object.entries(extensions).find(([, list]) => list.split(" ").includes(ext)) ?? [];
  return Number(type ?? otherType);
}

/** `file` is what the upload server returned: its last part is the hash of the upload. */
const save: Handler = (params, context) => {
  const hash = params.file?.split("|").at(-1) ?? "";
  const { ticket, files } = claimUpload(context, hash, "document");
  const [file] = files;
  if (!file || refused.includes(file.ext)) throw invalid("file is not a document");
  const doc = context.state.docs.add(newDoc(params, context, ticket, file));
  return savedDocObject(doc, file, context.origin);
};

function newDoc(params: Params, { state }: Context, ticket: Ticket, file: UploadedFile): Doc {
  return {
    id: nextId(state, "doc"),
    owner_id: ticket.owner_id,
    title: params.title || file.name,
    ext: file.ext,
    size: file.size,
    date: now(),
    type: typeOf(file.ext),
    file: file.file,
    tags: words(params, "tags"),
    kind: ticket.document ?? "doc",
  };
}

const add: Handler = (params, { state, userId }) => {
  const doc = state.docs.get(number(params, "owner_id"), number(params, "doc_id"));
  if (!doc || doc.deleted) throw invalid("doc not found");
  const id = nextId(state, "doc");
  state.docs.add({ ...doc, id, owner_id: userId, date: now() });
  return id;
};

/** Methods that add documents. */
export const docSaves: Readonly<Record<string, Handler>> = {
  "docs.getUploadServer": getUploadServer,
  "docs.getWallUploadServer": getUploadServer,
  "docs.getMessagesUploadServer": getMessagesUploadServer,
  "docs.save": save,
  "docs.add": add,
};
