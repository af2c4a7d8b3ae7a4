import { expect } from "vitest";
import { type Case, group_id, number, owner_id, text } from "./case.ts";

const one = { response: 1 };

export const media: Readonly<Record<string, Case>> = {
  getAlbums: {
    sent: [["photos.getAlbums", { owner_id }]],
    result: [expect.objectContaining({ id: 281860001, title: "Album", size: 1 })],
  },
  getPhotos: {
    sent: [["photos.get", { owner_id, album_id: "281860001", rev: "1" }]],
    result: [expect.objectContaining({ id: 457239001, album_id: 281860001, sizes: expect.any(Array) })],
  },
  createVideoStory: {
    sent: [
      [
        "stories.getVideoUploadServer",
        { group_id, add_to_news: "1", link_text: "more", link_url: "https://vk.com/dev" },
      ],
      ["stories.save", { upload_results: text }],
    ],
    result: {
      response: {
        count: 1,
        items: [
          expect.objectContaining({ type: "video", link: { text: "more", url: "https://vk.com/dev" } }),
        ],
      },
    },
  },
  getStories: {
    sent: [["stories.get", { owner_id }]],
    result: [expect.objectContaining({ id: 456239017, owner_id: -218861756, type: "photo" })],
  },
  getStoryStatistics: {
    sent: [["stories.getStats", { owner_id, story_id: "456239017" }]],
    result: { response: expect.objectContaining({ views: { state: "on", count: 0 } }) },
  },
  deleteStory: { sent: [["stories.delete", { owner_id, story_id: "456239017" }]], result: one },
  getVideos: {
    sent: [["video.get", { owner_id, album_id: null }]],
    result: [expect.objectContaining({ id: 456239117, title: "Video" })],
  },
  editVideo: {
    sent: [["video.edit", { owner_id, video_id: "456239117", name: "Autumn", desc: null }]],
    result: { response: { success: 1, access_key: text } },
  },
  deleteVideo: { sent: [["video.delete", { owner_id, video_id: "456239117" }]], result: one },
  uploadDocument: {
    sent: [
      ["docs.getWallUploadServer", { group_id }],
      ["docs.save", { file: text, title: "Prices" }],
    ],
    result: {
      response: {
        type: "doc",
        doc: expect.objectContaining({ id: number, owner_id: -218861756, title: "Prices", ext: "csv" }),
      },
    },
  },
  setCommunityPhoto: {
    sent: [
      ["photos.getOwnerPhotoUploadServer", { owner_id }],
      ["photos.saveOwnerPhoto", { server: text, photo: text, hash: text }],
    ],
    result: { response: expect.objectContaining({ saved: 1, photo_src: text }) },
  },
  setCommunityCover: {
    sent: [
      [
        "photos.getOwnerCoverPhotoUploadServer",
        { group_id, crop_x: "0", crop_y: "0", crop_x2: "1300", crop_y2: "720" },
      ],
      ["photos.saveOwnerCoverPhoto", { photo: text, hash: text }],
    ],
    result: { response: { images: expect.arrayContaining([expect.objectContaining({ url: text })]) } },
  },
};
