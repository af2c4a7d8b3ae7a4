/** A state as sandboxes stored it before the log, one JSON file. */
export const oldState = {
  lastIds: { "post-1": 2, photo: 457239017, topic: 48950001, message: 2, order3: 1, board48950001: 2 },
  posts: [
    {
      id: 1,
      owner_id: -1,
      from_id: 100001,
      date: 100,
      text: "old post",
      attachments: ["photo-1_457239017"],
      marked_as_ads: 0,
      close_comments: 0,
      postponed: false,
      guid: "g",
      likes: [100001, 5],
      reposts: 0,
      createdAt: 100,
    },
  ],
  comments: [{ id: 2, owner_id: -1, post_id: 1, from_id: 5, date: 101, text: "old comment", guid: "" }],
  photos: [
    { id: 457239017, owner_id: -1, album_id: -14, date: 99, text: "", width: 40, height: 30, file: "a.png" },
  ],
  stories: [{ id: 456239017, owner_id: -1, date: 100, photo: 457239017 }],
  campaigns: [],
  activity: [
    { owner_id: -1, kind: "like", date: 86_500 },
    { owner_id: -1, kind: "like", date: 86_600 },
  ],
  polls: [
    {
      id: 900000001,
      owner_id: -1,
      question: "Tea?",
      answers: ["Yes", "No"],
      created: 100,
      anonymous: false,
      multiple: false,
    },
  ],
  albums: [{ id: 281860001, owner_id: -1, title: "Album", description: "", created: 100 }],
  videos: [
    { id: 456239117, owner_id: -1, title: "Video", description: "", date: 100, file: "v.video", size: 3 },
  ],
  topics: [{ id: 48950001, group_id: 1, title: "Topic", created: 100, closed: true }],
  topicMessages: [
    { id: 1, group_id: 1, topic_id: 48950001, from_id: 5, date: 100, text: "one", guid: "" },
    { id: 2, group_id: 1, topic_id: 48950001, from_id: 5, date: 100, text: "two", guid: "" },
  ],
  messages: [
    { id: 1, peer_id: 5, text: "hello", buttons: [["Yes", "No"]], random_id: 1, date: 100 },
    { id: 2, peer_id: 5, text: "again", buttons: [], random_id: 2, date: 101 },
  ],
  ads: [],
  links: [{ key: "abc", url: "https://vk.com" }],
  items: [],
  marketAlbums: [
    {
      id: 1,
      owner_id: -1,
      title: "Best",
      photo: 0,
      is_main: true,
      is_hidden: false,
      items: [7],
      updated_time: 1,
    },
  ],
  properties: [{ id: 1, group_id: 1, title: "Color", variants: [{ id: 2, title: "Red" }] }],
  orders: [{ id: 1, group_id: 3, user_id: 1, date: 1, status: 0, address: "", comment: "", lines: [] }],
  tokens: [{ value: "T", kind: "user", app: 1, user_id: 100001, scopes: ["wall"], expires: 0, refresh: "R" }],
  codes: [],
};
