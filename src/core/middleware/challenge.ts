import { VkApiError } from "../../errors.ts";
import type { Middleware, PreparedRequest } from "../request.ts";

/** Captcha, validation, confirmation. */
const challengeCodes = [14, 17, 24];

/** A person is asked this often for one call, and then no more: VK may ask for ever. */
const maxChallenges = 3;

/** Challenges that are not asked about again: many calls share a request and so its error. */
const givenUp = new WeakSet<VkApiError>();

/** Has a person answer VK's challenges, where someone is there to ask, and sends the call again with the answer. */
export const challengeMiddleware: Middleware = next => async call => {
  const { onChallenge } = call.settings;
  let current: PreparedRequest = call;
  for (let asked = 0; ; asked++) {
    try {
      return await next(current);
    } catch (error) {
      const isChallenge = error instanceof VkApiError && challengeCodes.includes(error.code);
      if (!isChallenge || !onChallenge || givenUp.has(error)) throw error;
      const answer = asked < maxChallenges ? await onChallenge(error) : undefined;
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
