import { loadAuth } from "../config/load-auth.ts";
import { findProfile } from "../config/profiles.ts";
import { freshAuth } from "../config/refresh.ts";
import type { RequestEventListener } from "../core/request-events.ts";
import type { Settings } from "../core/settings.ts";
import { withSettings } from "../core/settings-scope.ts";
import { ArgumentError } from "../errors.ts";
import type { AuthResolver } from "../invoke/arguments.ts";
import { single } from "../invoke/values.ts";
import { maskText } from "../secrets.ts";
import type { CommandContext } from "./framework/command.ts";
import { renderNotice, renderRequestEvent } from "./io/render.ts";
import { toSettings } from "./options/connection.ts";

/** What a session needs to know beside the command line. */
export interface SessionOptions {
  /** Whether the work needs credentials; if not, no profile is looked at. */
  readonly takesAuth: boolean;
  /** Settings beside those of the options. */
  readonly settings?: Settings;
}

/**
 * Does some work with the settings, the sandbox and the profile that a command line names.
 *
 * @param context the command's
 * @param work what is to be done
 */
export async function withSession<T>(
  context: CommandContext,
  { takesAuth, settings = {} }: SessionOptions,
  work: (resolveAuth: AuthResolver) => Promise<T>,
): Promise<T> {
  const { options, io, signal } = context;
  const profile = takesAuth ? chosenProfile(context) : undefined;
  const isSandboxProfile = profile?.sandbox && !options.has("api-url") && !io.env.OINT_VK_API_URL;
  const inSandbox = (options.has("sandbox") || isSandboxProfile) && !settings.dryRun;
  const sandbox = inSandbox ? await (await import("./io/sandbox.ts")).connectSandbox(signal) : undefined;
  const urls = sandbox ? { apiUrl: sandbox.apiUrl, oauthUrl: sandbox.oauthUrl, idUrl: sandbox.idUrl } : {};
  const resolveAuth: AuthResolver = async option =>
    (await loadAuth(option, io.env.OINT_VK_AUTH)) ?? (profile ? await freshAuth(profile) : sandbox?.auth);
  const all = {
    ...toSettings(options),
    ...urls,
    signal,
    onRequestEvent: eventListener(context),
    ...settings,
  };
  try {
    return await withSettings(all, () => work(resolveAuth));
  } finally {
    await sandbox?.close();
  }
}

/** Prints notices, and where `--debug` asks for them requests and responses. */
export function eventListener({ options, io }: CommandContext): RequestEventListener {
  return event => {
    if (options.has("debug")) io.status(renderRequestEvent(event));
    else if (event.event === "notice") io.status(renderNotice(event));
  };
}

/** The profile that the command uses; `undefined` where the token comes from somewhere else. */
function chosenProfile({ options, io }: CommandContext) {
  const named = single(options, "profile");
  if (options.has("auth")) return undefined;
  if (io.env.OINT_VK_AUTH) {
    if (named) io.status(`oint: OINT_VK_AUTH is set, so --profile ${maskText(named)} is not used\n`);
    return undefined;
  }
  const name = named ?? io.env.OINT_VK_PROFILE ?? "";
  const profile = findProfile(name);
  if (!options.has("sandbox") || !profile || profile.sandbox) return profile;
  if (name) {
    throw new ArgumentError("profile", `"${name}" belongs to VK itself; leave out --sandbox or --profile`);
  }
  return undefined;
}
