import { Format, SingleBar } from "cli-progress";
import type { ChallengeResponse, ProgressListener } from "../../core/settings.ts";
import type { VkApiError } from "../../errors.ts";
import { localize, type Phrase, rephrase } from "../../i18n/localize.ts";
import { ask, printStatus } from "./prompts.ts";

/** Prompts for what VK's challenge requires. An empty line gives up. */
export async function promptForChallenge({
  errorCode,
  error,
}: VkApiError): Promise<ChallengeResponse | undefined> {
  if (errorCode === 24) {
    const text = error.confirmation_text ?? localize("is this meant?");
    const typed = await ask(`${localize("VK asks: {text} (yes/no)", { text })} `);
    return /^(y|yes|д|да)$/i.test(typed.trim()) ? { confirm: 1 } : undefined;
  }
  if (errorCode === 17) {
    const text = localize("VK requires validation of the user. Open this page, then use the new token:");
    printStatus(`${text}\n${error.redirect_uri}`);
    return undefined;
  }
  if (error.redirect_uri) {
    printStatus(localize("VK requires a captcha: {url}", { url: error.redirect_uri }));
    const success_token = (await ask("success_token: ")).trim();
    return success_token ? { success_token } : undefined;
  }
  printStatus(localize("VK requires a captcha: {url}", { url: `${error.captcha_img}` }));
  const captcha_key = (await ask(`${localize("Text in the image:")} `)).trim();
  const captcha_sid = error.captcha_sid;
  return captcha_key && captcha_sid ? { captcha_sid, captcha_key } : undefined;
}

/** The time that is left, as the progress bar writes it. */
const times: readonly Phrase[] = [
  [/^(\d+)h(\d+)m$/, (hours = "", minutes = "") => localize("{hours}h{minutes}m", { hours, minutes })],
  [/^(\d+)m(\d+)s$/, (minutes = "", seconds = "") => localize("{minutes}m{seconds}s", { minutes, seconds })],
  [/^(\d+)s$/, (seconds = "") => localize("{seconds}s", { seconds })],
];

/** A smaller file is uploaded before a progress bar could be read. */
const minBytesForProgress = 1024 * 1024;

/** A progress bar on standard error; it redraws itself until it is stopped. */
export interface Bar {
  readonly onProgress: ProgressListener;
  readonly stop: () => void;
}

function makeSingleBar(format: string): SingleBar {
  return new SingleBar({
    format,
    formatTime: (...args) => rephrase(Format.TimeFormat(...args), times),
    stream: process.stderr,
    clearOnComplete: true,
    noTTYOutput: false,
  });
}

/** Makes a progress bar; it appears when an upload begins. */
export function makeBar(): Bar {
  const bar = makeSingleBar("{name} [{bar}] {percentage}% {eta_formatted}");
  const stop = () => bar.stop();
  const onProgress: ProgressListener = ({ name, sent, total }) => {
    if (total < minBytesForProgress) return;
    if (!bar.isActive) bar.start(total, 0, { name });
    bar.update(sent);
    if (sent >= total) stop();
  };
  return { onProgress, stop };
}

/** A progress bar of rows: how many there are, how fast, and how long the rest takes. */
export function makeRowsBar(total: number): {
  readonly update: (ended: number) => void;
  readonly stop: () => void;
} {
  const started = performance.now();
  const bar = makeSingleBar(
    `{value}/{total} [{bar}] ${localize("{rate} a second", { rate: "{rate}" })} {eta_formatted}`,
  );
  bar.start(total, 0, { rate: 0 });
  return {
    update: ended => bar.update(ended, { rate: Math.round((ended * 1000) / (performance.now() - started)) }),
    stop: () => bar.stop(),
  };
}
