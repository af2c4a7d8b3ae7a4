import { VkApiError } from "../errors.ts";
import type { Call, Step } from "./call.ts";

/** Captcha, validation, confirmation. */
const challenges = [14, 17, 24];

/** A person is asked this often for one call, and then no more: VK may ask for ever. */
const mostChallenges = 3;

/** Challenges that are not asked about again: many calls share a request and so its error. */
const givenUp = new WeakSet<VkApiError>();

/** Has a person answer VK's challenges, where someone is there to ask, and sends the call again with the answer. */
export const captcha: Step = next => async call => {
  const { onChallenge } = call.settings;
  let current: Call = call;
  for (let asked = 0; ; asked++) {
    try {
      return await next(current);
    } catch (error) {
      const isChallenge = error instanceof VkApiError && challenges.includes(error.code);
      if (!isChallenge || !onChallenge || givenUp.has(error)) throw error;
      const answer = asked < mostChallenges ? await onChallenge(error) : undefined;
      if (!answer) {
        givenUp.add(error);
        throw error;
      }
      const brought = Object.entries(answer).map(([name, value]) => [name, String(value)] as const);
      current = {
        ...call,
        params: { ...call.params, ...Object.fromEntries(brought) },
        answersChallenge: true,
      };
    }
  }
};
