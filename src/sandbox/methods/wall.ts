import type { Handler } from "../call.ts";
import { Failure, invalid } from "../failure.ts";
import { number } from "../parameters.ts";
import { nextId, now } from "../world.ts";

/** For how long VK recognises a repeated `guid`, in seconds. Source: https://dev.vk.com/ru/method/wall.post */
const guidLife = 3600;
const mostMedia = 10;

const post: Handler = (params, { world, userId }) => {
  const owner_id = number(params, "owner_id", userId);
  const attachments = (params.attachments ?? "").split(",").filter(Boolean);
  const { message = "", guid = "" } = params;
  if (!message && attachments.length === 0) throw invalid("message or attachments should be passed");
  const links = attachments.filter(each => /^https?:\/\//.test(each));
  if (links.length > 1) throw invalid("only one link can be attached");
  const odd = attachments.find(each => !links.includes(each) && !/^[a-z_]+-?\d+_\d+(_\w+)?$/.test(each));
  if (odd) throw invalid(`attachments: ${odd} is not an attachment`);
  if (attachments.length - links.length > mostMedia) throw invalid(`attachments: more than ${mostMedia}`);

  const made = now();
  const twin =
    guid &&
    world.posts.find(each => each.guid === guid && each.owner_id === owner_id && each.made > made - guidLife);
  if (twin) return { post_id: twin.id };

  const date = number(params, "publish_date", made);
  const forCommunity = owner_id < 0 && params.from_group === "1";
  const id = nextId(world, `post${owner_id}`);
  world.posts.push({
    id,
    owner_id,
    from_id: forCommunity ? owner_id : userId,
    date,
    text: message,
    attachments,
    marked_as_ads: forCommunity && params.mark_as_ads === "1" ? 1 : 0,
    close_comments: params.close_comments === "1" ? 1 : 0,
    postponed: date > made,
    guid,
    made,
  });
  return { post_id: id };
};

const remove: Handler = (params, { world, userId }) => {
  const owner_id = number(params, "owner_id", userId);
  const index = world.posts.findIndex(
    each => each.owner_id === owner_id && each.id === number(params, "post_id"),
  );
  if (index < 0) throw new Failure(104);
  world.posts.splice(index, 1);
  return 1;
};

export const wall: Readonly<Record<string, Handler>> = { "wall.post": post, "wall.delete": remove };
