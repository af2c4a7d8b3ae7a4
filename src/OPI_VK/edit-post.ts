import type { MethodParams } from "../api/method-types.ts";
import { type Attachment, attachmentNames } from "../core/attachment-names.ts";
import { type Auth, requireOwner } from "../core/auth.ts";
import { call } from "../core/client.ts";
import { isPlaceholder } from "../core/dry-run.ts";
import type { VkResponse } from "../core/request.ts";
import { steps } from "../core/steps.ts";
import { ArgumentError } from "../errors.ts";
import { localize } from "../i18n/localize.ts";
import type { FileInput } from "../upload/source.ts";
import { uploadAttachments } from "../upload/upload.ts";
import { asArray } from "../validation/arrays.ts";
import { attachments as attachmentsOf, upToTen } from "../validation/attachments.ts";
import { type IdInput, positiveId } from "../validation/ids.ts";
import { text as textOf, optionalUrl as urlOf } from "../validation/strings.ts";

/**
 * Changes a post on the community wall. What is not given stays.
 *
 * The post is read first and sent again, because VK may remove what an edit does not name. New attachments replace the
 * present ones, except for a link, which `url` replaces.
 *
 * @category Community
 * @methods wall.getById, photos.getWallUploadServer, photos.saveWallPhoto, wall.edit
 * @russian ИзменитьПост
 * @short p, t, i, o, u, a
 * @param post Post ID
 * @param text New text; by default, the text stays
 * @param pictures New images, up to 10: JPG, PNG or GIF, up to 50 MB each
 * @param objects New attachments that are already on VK, such as `photo-218861756_457239017`; with the images, up to
 *   10
 * @param url New link, http(s); by default, the link stays
 * @param auth Credentials
 * @returns `{response: {post_id}}`
 * @throws {ArgumentError} if an argument is invalid, the wall has no such post, or it has an attachment that cannot be
 *   kept; nothing was changed
 * @throws {UploadError} if VK's upload server rejected an image; nothing was changed
 * @throws {VkApiError} if VK returned an error
 * @throws {TransportError} if VK was not reached or its response is invalid
 * @example
 * ```ts
 * const { response } = await OPI_VK.editPost(42, "Open until 20:00", [], [], "", auth);
 * ```
 * @example
 * ```bash
 * oint vk editPost --post 42 --text "Open until 20:00" --auth auth.json
 * ```
 * @see https://dev.vk.com/ru/method/wall.edit
 */
export async function editPost(
  post: IdInput,
  text: string = "",
  pictures: readonly FileInput[] | FileInput = [],
  objects: readonly string[] | string = [],
  url: string = "",
  auth: Auth,
): Promise<VkResponse<"wall.edit">> {
  const post_id = positiveId("post", post);
  const message = textOf("text", text);
  const files = asArray("pictures", pictures);
  const named = attachmentsOf("objects", objects);
  upToTen("pictures", [...files, ...named]);
  const link = urlOf("url", url);
  if (!message && !link && files.length + named.length === 0)
    throw new ArgumentError("text", localize("is empty, and nothing else of the post is to be changed"));
  const owner_id = requireOwner(auth);
  return steps(async note => {
    const present = await readPost(owner_id, post_id, auth);
    const photos = files.map(file => ["pictures", file] as const);
    const added = [...(await uploadAttachments("Post", photos, auth, { note })), ...named];
    const media = added.length > 0 ? added : namesOf(present, "media");
    const attachments = [...media, ...(link ? [link] : namesOf(present, "link"))];
    return call(
      "wall.edit",
      {
        owner_id,
        post_id,
        ...detailsOf(present),
        message: message || present.text || undefined,
        attachments: attachments.join(",") || undefined,
      },
      auth,
    );
  });
}

/** The fields of a post that an edit sends again. Source: VK's schema, https://github.com/VKCOM/vk-api-schema */
interface Post {
  readonly text?: string;
  readonly attachments?: readonly Attachment[];
  readonly post_type?: string;
  readonly date?: number;
  readonly signer_id?: number;
  readonly marked_as_ads?: number;
  readonly topic_id?: MethodParams<"wall.edit">["topic_id"];
  readonly is_deleted?: boolean;
  readonly comments?: { readonly can_open?: number };
  readonly copyright?: { readonly link?: string };
  readonly donut?: { readonly is_donut?: boolean; readonly paid_duration?: number };
  readonly geo?: { readonly coordinates?: string };
}

async function readPost(owner_id: number, post_id: number, auth: Auth): Promise<Post> {
  const { response } = await call("wall.getById", { posts: `${owner_id}_${post_id}` }, auth);
  const post: Post | undefined = response.items?.[0];
  if (!post || (post.is_deleted && !isPlaceholder(post)))
    throw new ArgumentError(
      "post",
      localize("got {value}, but the wall has no such post", { value: post_id }),
    );
  return post;
}

/** The link of a post, or its other attachments, as an edit names them. */
function namesOf({ attachments = [] }: Post, part: "link" | "media"): string[] {
  if (isPlaceholder(attachments)) return part === "media" ? [String(attachments)] : [];
  const chosen = attachments.filter(({ type }) => (type === "link") === (part === "link"));
  return attachmentNames("objects", chosen);
}

/** What a post has besides text and attachments, as parameters of an edit. */
function detailsOf(post: Post): Partial<MethodParams<"wall.edit">> | undefined {
  if (isPlaceholder(post)) return undefined;
  const { post_type, date, signer_id, marked_as_ads, topic_id, comments, copyright, donut, geo } = post;
  const [lat, long] = geo?.coordinates?.split(" ").map(Number) ?? [];
  return {
    publish_date: post_type === "postpone" ? date : undefined,
    signed: signer_id ? 1 : undefined,
    mark_as_ads: marked_as_ads ? 1 : undefined,
    close_comments: comments?.can_open ? 1 : undefined,
    copyright: copyright?.link,
    donut_paid_duration: donut?.is_donut ? donut.paid_duration : undefined,
    topic_id: topic_id || undefined,
    lat,
    long,
  };
}
