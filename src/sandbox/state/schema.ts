import { Collection, type Definition, type IndexDefinition } from "./collection.ts";
import type { Journal } from "./journal.ts";
import type * as m from "./model/index.ts";

/** Lets TypeScript check the names of the fields. */
const collection =
  <T>() =>
  <
    const K extends ReadonlyArray<keyof T & string>,
    const I extends Readonly<Record<string, IndexDefinition<T>>>,
  >(
    key: K,
    indexes: I,
  ): Definition<T, K, I> => ({ key, indexes });

interface Deletable {
  readonly deleted?: boolean;
}
const isPresent = ({ deleted }: Deletable) => !deleted;
const hasGuid = ({ guid }: { readonly guid: string }) => guid !== "";

/** Collections of the state, their keys, and their indexes. An index lists no deleted objects; `get` returns them. */
const schema = {
  /** The last ID assigned to each kind of object. */
  lastIds: collection<{ readonly kind: string; readonly id: number }>()(["kind"], {}),
  users: collection<m.User>()(["id"], { screenName: { fields: ["screen_name"] } }),
  groups: collection<m.Group>()(["id"], { screenName: { fields: ["screen_name"] } }),
  members: collection<m.Member>()(["group_id", "user_id"], {
    group: { fields: ["group_id"] },
    user: { fields: ["user_id"] },
  }),
  bans: collection<m.Ban>()(["group_id", "owner_id"], { group: { fields: ["group_id"] } }),
  requests: collection<m.MembershipRequest>()(["group_id", "user_id"], { group: { fields: ["group_id"] } }),
  callbackServers: collection<m.CallbackServer>()(["group_id", "id"], { group: { fields: ["group_id"] } }),
  longPolls: collection<m.LongPoll>()(["group_id"], {}),
  friends: collection<m.Friend>()(["user_id", "friend_id"], { user: { fields: ["user_id"] } }),
  blacklist: collection<m.Blacklisted>()(["user_id", "owner_id"], { user: { fields: ["user_id"] } }),
  accountSettings: collection<m.AccountSetting>()(["user_id", "name"], { user: { fields: ["user_id"] } }),
  posts: collection<m.Post>()(["owner_id", "id"], {
    owner: { fields: ["owner_id"], when: isPresent },
    guid: { fields: ["owner_id", "guid"], when: hasGuid },
    shares: { fields: ["shares"], when: post => isPresent(post) && post.shares !== undefined },
    pinned: { fields: ["owner_id"], when: post => isPresent(post) && post.is_pinned === true },
  }),
  comments: collection<m.Comment>()(["type", "owner_id", "id"], {
    object: { fields: ["type", "owner_id", "object_id"], when: isPresent },
    thread: { fields: ["type", "owner_id", "parents_stack"], when: isPresent },
    guid: { fields: ["type", "owner_id", "guid"], when: hasGuid },
  }),
  likes: collection<m.Like>()(["type", "owner_id", "item_id", "user_id"], {
    object: { fields: ["type", "owner_id", "item_id"] },
    user: { fields: ["user_id"] },
  }),
  polls: collection<m.Poll>()(["owner_id", "id"], { owner: { fields: ["owner_id"] } }),
  pollVotes: collection<m.PollVote>()(["owner_id", "poll_id", "user_id"], {
    poll: { fields: ["owner_id", "poll_id"] },
    answer: { fields: ["owner_id", "poll_id", "answer_ids"] },
  }),
  topics: collection<m.Topic>()(["group_id", "id"], { group: { fields: ["group_id"] } }),
  stories: collection<m.Story>()(["owner_id", "id"], { owner: { fields: ["owner_id"], when: isPresent } }),
  storyViews: collection<m.StoryView>()(["owner_id", "story_id", "user_id"], {
    story: { fields: ["owner_id", "story_id"] },
  }),
  activity: collection<m.Activity>()(["owner_id", "day", "kind"], { owner: { fields: ["owner_id"] } }),
  photos: collection<m.Photo>()(["owner_id", "id"], {
    owner: { fields: ["owner_id"], when: isPresent },
    album: { fields: ["owner_id", "album_id"], when: isPresent },
  }),
  albums: collection<m.Album>()(["owner_id", "id"], { owner: { fields: ["owner_id"] } }),
  videos: collection<m.Video>()(["owner_id", "id"], {
    owner: { fields: ["owner_id"], when: video => isPresent(video) && !video.is_story },
  }),
  addedVideos: collection<m.AddedVideo>()(["target_id", "owner_id", "video_id"], {
    target: { fields: ["target_id"] },
  }),
  docs: collection<m.Doc>()(["owner_id", "id"], { owner: { fields: ["owner_id"], when: isPresent } }),
  widgetImages: collection<m.WidgetImage>()(["id"], { owner: { fields: ["owner_id"] } }),
  links: collection<m.ShortLink>()(["key"], {
    url: { fields: ["url"] },
    user: { fields: ["user_id"], when: ({ hidden }) => !hidden },
  }),
  messages: collection<m.Message>()(["id"], {
    account: { fields: ["account_id"], when: isPresent },
    peer: { fields: ["account_id", "peer_id"], when: isPresent },
    conversationMessage: { fields: ["account_id", "peer_id", "conversation_message_id"] },
    randomId: { fields: ["account_id", "peer_id", "random_id"], when: ({ random_id }) => random_id !== 0 },
  }),
  conversations: collection<m.Conversation>()(["account_id", "peer_id"], {
    account: { fields: ["account_id"] },
  }),
  chats: collection<m.Chat>()(["account_id", "id"], { account: { fields: ["account_id"] } }),
  userLongPolls: collection<m.UserLongPoll>()(["account_id"], {}),
  accountEvents: collection<m.AccountEvent>()(["account_id", "id"], { account: { fields: ["account_id"] } }),
  messageEvents: collection<m.MessageEvent>()(["event_id"], {}),
  items: collection<m.Item>()(["owner_id", "id"], {
    owner: { fields: ["owner_id"], when: isPresent },
    photo: { fields: ["owner_id", "photos"], when: isPresent },
    group: { fields: ["owner_id", "group"], when: item => isPresent(item) && item.group !== 0 },
  }),
  marketAlbums: collection<m.MarketAlbum>()(["owner_id", "id"], { owner: { fields: ["owner_id"] } }),
  marketAlbumItems: collection<m.MarketAlbumItem>()(["owner_id", "album_id", "item_id"], {
    album: { fields: ["owner_id", "album_id"] },
    item: { fields: ["owner_id", "item_id"] },
  }),
  properties: collection<m.Property>()(["group_id", "id"], { group: { fields: ["group_id"] } }),
  variants: collection<m.Variant>()(["group_id", "id"], {
    property: { fields: ["group_id", "property_id"] },
  }),
  orders: collection<m.Order>()(["group_id", "id"], {
    group: { fields: ["group_id"] },
    user: { fields: ["user_id"] },
  }),
  campaigns: collection<m.Campaign>()(["account_id", "id"], { account: { fields: ["account_id"] } }),
  ads: collection<m.Ad>()(["account_id", "id"], { campaign: { fields: ["campaign_id"] } }),
  leadForms: collection<m.LeadForm>()(["group_id", "form_id"], { group: { fields: ["group_id"] } }),
  leads: collection<m.Lead>()(["group_id", "form_id", "lead_id"], {
    form: { fields: ["group_id", "form_id"] },
  }),
  tokens: collection<m.Token>()(["value"], {
    refresh: { fields: ["refresh"], when: ({ refresh }) => Boolean(refresh) },
  }),
  codes: collection<m.Code>()(["value", "app"], {}),
  tickets: collection<m.Ticket>()(["token"], {}),
  pendingUploads: collection<m.PendingUpload>()(["hash"], {}),
  deliveries: collection<m.Delivery>()(["group_id", "server_id", "happening_id"], {
    server: { fields: ["group_id", "server_id"] },
  }),
  happenings: collection<m.Happening>()(["id"], {
    group: { fields: ["group_id"] },
    polled: { fields: ["group_id"], when: ({ polled }) => polled === true },
  }),
};

type Schema = typeof schema;

/** All data of a sandbox. */
export type State = {
  readonly [N in keyof Schema]: Schema[N] extends Definition<infer T, infer K, infer I>
    ? T extends object
      ? Collection<T, K, I>
      : never
    : never;
};

/** Creates an empty state, whose changes go to the journal. */
export function emptyState(journal: Journal): State {
  const collections = Object.entries(schema).map(([name, definition]) => [
    name,
    new Collection<never, never, never>(name, definition as never, journal), // State gives each its own types
  ]);
  return Object.fromEntries(collections) as State;
}
