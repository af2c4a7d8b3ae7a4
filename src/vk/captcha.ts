import { VkApiError } from "../errors.ts";
import type { Step } from "./call.ts";

/** Captcha, validation, confirmation. */
const challenges = [14, 17, 24];

/** A person is asked this often for one call, and then no more: VK may ask for ever. */
const mostChallenges = 3;

/** Has a person answer VK's challenges, where someone is there to ask, and sends the call again with the answer. */
export const captcha: Step = next => async call => {
  const { onChallenge } = call.settings;
  let current = call;
  for (let asked = 0; ; asked++) {
    try {
      return await next(current);
    } catch (error) {
      const isChallenge = error instanceof VkApiError && challenges.includes(error.code);
      if (!isChallenge || !onChallenge || asked === mostChallenges) throw error;
      const answer = await onChallenge(error);
      if (!answer) throw error;
      const given = Object.entries(answer).map(([name, value]) => [name, String(value)] as const);
      current = { ...call, params: { ...call.params, ...Object.fromEntries(given) } };
    }
  }
};
