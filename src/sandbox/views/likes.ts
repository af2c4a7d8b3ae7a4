import type { LikedType } from "../state/model/index.ts";
import type { Viewer } from "./viewer.ts";

/** The field `likes` of an object. */
export function likesInfo(
  type: LikedType,
  owner_id: number,
  item_id: number,
  { state, userId }: Viewer,
): { can_like: 0 | 1; can_publish: 1; count: number; user_likes: 0 | 1 } {
  const user_likes = state.likes.get(type, owner_id, item_id, userId) ? 1 : 0;
  return {
    can_like: user_likes ? 0 : 1,
    can_publish: 1,
    count: state.likes.count("object", type, owner_id, item_id),
    user_likes,
  };
}
