import type { Samples } from "../samples.ts";

export const media: Samples = {
  getAlbums: [{ limit: 10 }, {}],
  getPhotos: [{ album: 281860001, limit: 10 }, {}],
  createVideoStory: [{ video: "a.mp4", url: "https://vk.com/dev" }, { video: "a.mp4" }],
  getStories: [{}],
  getStoryStatistics: [{ story: 456239017 }],
  deleteStory: [{ story: 456239017 }],
  getVideos: [{ limit: 10 }, {}],
  editVideo: [
    { video: 456239117, title: "Autumn" },
    { video: 456239117, description: "By the sea" },
  ],
  deleteVideo: [{ video: 456239117 }],
  uploadDocument: [
    { file: "a.csv", title: "Prices", type: "Wall" },
    { file: "a.csv", type: "Сообщение", peer: 2000000001 },
    { file: "a.ogg", type: "Voice" },
  ],
  setCommunityPhoto: [{ picture: "a.png" }],
  setCommunityCover: [{ picture: "a.png" }],
};
