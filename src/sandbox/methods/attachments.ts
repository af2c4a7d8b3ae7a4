import { invalid } from "../failure.ts";
import type { Params } from "../server/parameters.ts";

/** Most attachments of a post or a comment. Source: https://dev.vk.com/ru/method/wall.post */
const maxMedia = 10;

/** Reads the attachments of a post or a comment: `photo-1_2`, or one URL. */
export function readAttachments(params: Params): string[] {
  const attachments = (params.attachments ?? "")
    .split(",")
    .map(attachment => attachment.trim())
    .filter(Boolean);
  const links = attachments.filter(attachment => /^https?:\/\//.test(attachment));
  if (links.length > 1) throw invalid("only one link can be attached");
  const invalidAttachment = attachments.find(
    attachment => !links.includes(attachment) && !/^[a-z_]+-?\d+_\d+(_\w+)?$/.test(attachment),
  );
  if (invalidAttachment) throw invalid(`attachments: ${invalidAttachment} is not an attachment`);
  if (attachments.length - links.length > maxMedia) throw invalid(`attachments: more than ${maxMedia}`);
  return attachments;
}
