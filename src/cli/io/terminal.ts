import { SingleBar } from "cli-progress";
import type { ChallengeResponse, ProgressListener } from "../../core/settings.ts";
import type { VkApiError } from "../../errors.ts";
import { ask, printStatus } from "./prompts.ts";

/** Prompts for what VK's challenge requires. An empty line gives up. */
export async function promptForChallenge({
  errorCode,
  error,
}: VkApiError): Promise<ChallengeResponse | undefined> {
  if (errorCode === 24) {
    const typed = await ask(`VK asks: ${error.confirmation_text ?? "is this meant?"} (yes/no) `);
    return /^(y|yes|д|да)$/i.test(typed.trim()) ? { confirm: 1 } : undefined;
  }
  if (errorCode === 17) {
    printStatus(
      `VK requires validation of the user. Open this page, then use the new token:\n${error.redirect_uri}`,
    );
    return undefined;
  }
  if (error.redirect_uri) {
    printStatus(`VK requires a captcha: ${error.redirect_uri}`);
    const success_token = (await ask("success_token: ")).trim();
    return success_token ? { success_token } : undefined;
  }
  printStatus(`VK requires a captcha: ${error.captcha_img}`);
  const captcha_key = (await ask("Text in the image: ")).trim();
  const captcha_sid = error.captcha_sid;
  return captcha_key && captcha_sid ? { captcha_sid, captcha_key } : undefined;
}

/** A smaller file is uploaded before a progress bar could be read. */
const minBytesForProgress = 1024 * 1024;

/** A progress bar on standard error; it redraws itself until it is stopped. */
export interface Bar {
  readonly onProgress: ProgressListener;
  readonly stop: () => void;
}

/** Makes a progress bar; it appears when an upload begins. */
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
