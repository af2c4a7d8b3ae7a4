import { SingleBar } from "cli-progress";
import type { ChallengeResponse, ProgressListener } from "../../core/settings.ts";
import type { VkApiError } from "../../errors.ts";
import { ask, printStatus } from "./prompts.ts";

/** Asks the person at the terminal to answer VK's challenge. An empty answer gives up. */
export async function promptForChallenge({
  errorCode: code,
  error,
}: VkApiError): Promise<ChallengeResponse | undefined> {
  if (code === 24) {
    const answer = await ask(`VK asks: ${error.confirmation_text ?? "is this meant?"} (yes/no) `);
    return /^(y|yes|д|да)$/i.test(answer.trim()) ? { confirm: 1 } : undefined;
  }
  if (code === 17) {
    printStatus(
      `VK wants the user validated. Open this page, and then use the token that it gives:\n${error.redirect_uri}`,
    );
    return undefined;
  }
  if (error.redirect_uri) {
    printStatus(`VK wants a captcha solved: ${error.redirect_uri}`);
    const success_token = (await ask("success_token: ")).trim();
    return success_token ? { success_token } : undefined;
  }
  printStatus(`VK wants a captcha read: ${error.captcha_img}`);
  const captcha_key = (await ask("What stands there: ")).trim();
  const captcha_sid = error.captcha_sid;
  return captcha_key && captcha_sid ? { captcha_sid, captcha_key } : undefined;
}

/** A file smaller than this is gone before a bar is read, in bytes. */
const minBytesForProgress = 1024 * 1024;

/** A bar on standard error that shows how far an upload is; it redraws itself until it is stopped. */
export interface Bar {
  readonly onProgress: ProgressListener;
  readonly stop: () => void;
}

/** Makes the bar; it is seen when an upload goes on. */
export function makeBar(): Bar {
  const format = "{name} [{bar}] {percentage}% {eta_formatted}";
  const bar = new SingleBar({ format, stream: process.stderr, clearOnComplete: true, noTTYOutput: false });
  const stop = () => bar.stop();
  const onProgress: ProgressListener = ({ name, sent, total }) => {
    if (total < minBytesForProgress) return;
    if (!bar.isActive) bar.start(total, 0, { name });
    bar.update(sent);
    if (sent >= total) stop();
  };
  return { onProgress, stop };
}
