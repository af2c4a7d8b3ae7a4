import { Failure } from "../../failure.ts";
import type { Context, Handler } from "../../handler.ts";
import { number, type Params, page } from "../../server/parameters.ts";
import type { Doc } from "../../state/model/index.ts";
import { docObject } from "../../views/doc.ts";
import { words } from "../names.ts";
import { findObjects } from "../object-ids.ts";
import { canManage } from "../rights.ts";
import { docSaves } from "./save.ts";

/** Source: https://dev.vk.com/ru/method/docs.get */
const maxDocs = 2000;
const maxTitle = 128;

const get: Handler = (params, context) => {
  const type = number(params, "type");
  const docs = context.state.docs
    .by("owner", number(params, "owner_id", context.userId))
    .filter(doc => !type || doc.type === type)
    .toReversed();
  const { count, items } = page(params, docs, maxDocs, maxDocs);
  return { count, items: items.map(doc => docObject(doc, context.origin)) };
};

const getById: Handler = (params, context) =>
  findObjects(params, "docs", context.state.docs).map(doc => docObject(doc, context.origin));

/** Codes with which a method refuses a document that does not exist, and one that the caller cannot change. */
interface Codes {
  readonly missing: number;
  readonly denied: number;
}

/** Finds a document that the caller can change, also a deleted one, or fails with VK's errors. */
function ownDoc(params: Params, context: Context, { missing, denied }: Codes): Doc {
  const doc = context.state.docs.get(number(params, "owner_id", context.userId), number(params, "doc_id"));
  if (!doc) throw new Failure(missing);
  if (!canManage(doc.owner_id, context)) throw new Failure(denied);
  return doc;
}

const edit: Handler = (params, context) => {
  const doc = ownDoc(params, context, { missing: 1150, denied: 1153 });
  const { title = "" } = params;
  if (title.length > maxTitle) throw new Failure(1152);
  const tags = params.tags === undefined ? {} : { tags: words(params, "tags") };
  context.state.docs.update(doc, { title, ...tags });
  return 1;
};

const deleteDoc: Handler = (params, context) => {
  const doc = ownDoc(params, context, { missing: 1150, denied: 1151 });
  if (doc.deleted) throw new Failure(1150);
  context.state.docs.update(doc, { deleted: true });
  return 1;
};

const restore: Handler = (params, context) => {
  const doc = ownDoc(params, context, { missing: 1154, denied: 1154 });
  context.state.docs.update(doc, { deleted: false });
  return 1;
};

/** Methods of the VK section `docs`. */
export const docs: Readonly<Record<string, Handler>> = {
  ...docSaves,
  "docs.get": get,
  "docs.getById": getById,
  "docs.edit": edit,
  "docs.delete": deleteDoc,
  "docs.restore": restore,
};
