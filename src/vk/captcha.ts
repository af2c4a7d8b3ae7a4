import { VkApiError } from "../errors.ts";
import { unlessAborted } from "./abort.ts";
import type { Call, Step } from "./call.ts";
import type { ChallengeAnswer, ChallengeHandler } from "./settings.ts";

/** Captcha, validation, confirmation. */
const challenges = [14, 17, 24];

/** A person is asked this often for one call, and then no more: VK may ask for ever. */
const mostChallenges = 3;

/** Has a person answer VK's challenges, where someone is there to ask, and sends the call again with the answer. */
export const captcha: Step = next => async call => {
  const { onChallenge, signal } = call.settings;
  let current = call;
  for (let asked = 0; ; asked++) {
    try {
      return await next(current);
    } catch (error) {
      const isChallenge = error instanceof VkApiError && challenges.includes(error.code);
      if (!isChallenge || !onChallenge || asked === mostChallenges) throw error;
      const answer = await unlessAborted(signal, ask(onChallenge, error));
      if (!answer) throw error;
      current = answered(call, error, answer);
    }
  }
};

const answers = new WeakMap<VkApiError, Promise<ChallengeAnswer | undefined>>();

/** Calls that went in one request have its challenge in common, and it is put to the person once. */
function ask(onChallenge: ChallengeHandler, error: VkApiError): Promise<ChallengeAnswer | undefined> {
  const challenge = original(error);
  const known = answers.get(challenge);
  if (known) return known;
  const answer = (async () => onChallenge(error))();
  answers.set(challenge, answer);
  return answer;
}

/** The error as VK answered it: an attempt before it that is in doubt makes another one of it for each call. */
function original(error: VkApiError): VkApiError {
  return error.cause instanceof VkApiError ? error.cause : error;
}

function answered(call: Call, error: VkApiError, answer: ChallengeAnswer): Call {
  const given = Object.entries(answer).map(([name, value]) => [name, String(value)] as const);
  return {
    ...call,
    params: { ...call.params, ...Object.fromEntries(given) },
    challenge: original(error),
  };
}
