import { expect } from "vitest";
import { type Case, owner_id } from "./case.ts";

const poll_id = "900000001";

export const polls: Readonly<Record<string, Case>> = {
  getPoll: {
    sent: [["polls.getById", { owner_id, poll_id }]],
    result: expect.objectContaining({
      id: 900000001,
      question: "Tea or coffee?",
      votes: 1,
      answers: [expect.objectContaining({ text: "Tea", votes: 1 }), expect.objectContaining({ votes: 0 })],
    }),
  },
  getVoters: {
    sent: [
      ["polls.getById", { owner_id, poll_id }],
      ["polls.getVoters", { owner_id, poll_id, answer_ids: "1", fields: "city", count: "1000" }],
    ],
    result: [expect.objectContaining({ id: 100002, city: expect.any(Object), answer_id: 1, answer: "Tea" })],
  },
};
