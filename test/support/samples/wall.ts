import type { Samples } from "../samples.ts";

export const wall: Samples = {
  getPosts: [{ filter: "owner", since: "1970-01-01T00:00:01Z", limit: 1 }, {}],
};
