import type { Samples } from "../samples.ts";

export const polls: Samples = {
  getPoll: [{ poll: 900000001 }],
  getVoters: [{ poll: 900000001, wall: -218861756, fields: "city", limit: 3 }],
};
