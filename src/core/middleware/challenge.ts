import { VkApiError } from "../../errors.ts";
import { unlessAborted } from "../abort.ts";
import type { Middleware, PreparedRequest } from "../request.ts";
import type { ChallengeHandler, ChallengeResponse } from "../settings.ts";

/** Captcha, validation, confirmation. */
const challengeCodes = [14, 17, 24];

/** Maximum number of challenges per call; VK may send them endlessly. */
const maxChallenges = 3;

/** Passes VK's challenges to `onChallenge`, if it is set, and sends the call again with the user's response. */
export const challengeMiddleware: Middleware = next => async call => {
  const { onChallenge, signal } = call.settings;
  let current = call;
  for (let challenges = 0; ; challenges++) {
    try {
      return await next(current);
    } catch (error) {
      const isChallenge = error instanceof VkApiError && challengeCodes.includes(error.errorCode);
      if (!isChallenge || !onChallenge || challenges === maxChallenges) throw error;
      const response = await unlessAborted(signal, requestResponse(onChallenge, error));
      if (!response) throw error;
      current = withResponse(call, error, response);
    }
  }
};

const responses = new WeakMap<VkApiError, Promise<ChallengeResponse | undefined>>();

/** Calls that were sent in one request share its challenge, so the handler runs once for all of them. */
function requestResponse(
  onChallenge: ChallengeHandler,
  error: VkApiError,
): Promise<ChallengeResponse | undefined> {
  const challenge = originalError(error);
  const requested = responses.get(challenge);
  if (requested) return requested;
  const response = (async () => onChallenge(error))();
  responses.set(challenge, response);
  return response;
}

/** Returns the error that VK sent. After an attempt with an unknown outcome, each call has its own error that wraps it. */
function originalError(error: VkApiError): VkApiError {
  return error.cause instanceof VkApiError ? error.cause : error;
}

function withResponse(
  call: PreparedRequest,
  error: VkApiError,
  response: ChallengeResponse,
): PreparedRequest {
  const params = Object.entries(response).map(([name, value]) => [name, String(value)] as const);
  return {
    ...call,
    params: { ...call.params, ...Object.fromEntries(params) },
    challenge: originalError(error),
  };
}
