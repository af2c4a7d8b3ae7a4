import { authVariable, type FoundAuth, loadAuth } from "../config/load-auth.ts";
import { findProfile } from "../config/profiles.ts";
import { freshAuth } from "../config/refresh.ts";
import { namesNoCommunity, readAuth } from "../core/auth.ts";
import type { RequestEventListener } from "../core/request-events.ts";
import type { Settings } from "../core/settings.ts";
import { withSettings } from "../core/settings-scope.ts";
import { ArgumentError, MissingArgumentError } from "../errors.ts";
import { localize } from "../i18n/localize.ts";
import type { AuthResolver, CommunityToken } from "../invoke/arguments.ts";
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
  work: (resolveAuth: AuthResolver, communityToken: CommunityToken) => Promise<T>,
): Promise<T> {
  const { options, io, signal } = context;
  const profile = takesAuth ? chosenProfile(context) : undefined;
  const isSandboxProfile = profile?.sandbox && !options.has("api-url") && !io.env.OINT_VK_API_URL;
  const asksSandbox = options.has("sandbox") || isSandboxProfile;
  const inSandbox = asksSandbox && !settings.dryRun;
  const sandbox = inSandbox ? await (await import("./io/sandbox.ts")).connectSandbox(signal) : undefined;
  const urls = sandbox ? { apiUrl: sandbox.apiUrl, oauthUrl: sandbox.oauthUrl, idUrl: sandbox.idUrl } : {};
  let source: FoundAuth["source"] = "auth";
  const resolveAuth: AuthResolver = async option => {
    const found = await loadAuth(option, io.env);
    if (found) {
      source = found.source;
      return found.auth;
    }
    if (profile) return freshAuth(profile);
    return asksSandbox ? (await import("./io/sandbox-auth.ts")).sandboxAuth : undefined;
  };
  // A structure does not tell whose its token is; who names a community in it and no other token means that community's.
  const communityToken: CommunityToken = auth =>
    !asksSandbox && (profile ? profile.kind !== "community" : readAuth(auth).groupId === undefined)
      ? undefined
      : auth.access_token;
  const all = {
    ...toSettings(options),
    ...urls,
    signal,
    onRequestEvent: eventListener(context),
    ...settings,
  };
  try {
    return await withSettings(all, () => work(resolveAuth, communityToken));
  } catch (error) {
    throw found(error, source, profile?.name);
  } finally {
    await sandbox?.close();
  }
}

/** An error about credentials, which names the place where they were found. */
function found(error: unknown, source: FoundAuth["source"], profile: string | undefined): unknown {
  if (!(error instanceof ArgumentError) || error instanceof MissingArgumentError) return error;
  if (error.argument !== "auth") return error;
  const isUnowned = error.problem === namesNoCommunity();
  if (source === "OINT_VK_TOKEN" && isUnowned) {
    return new ArgumentError(
      source,
      localize("comes without a community; set OINT_VK_GROUP to the community's ID"),
    );
  }
  if (source !== "auth") return new ArgumentError(source, error.problem);
  return profile === undefined
    ? error
    : new ArgumentError("profile", localize('"{name}" {problem}', { name: profile, problem: error.problem }));
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
  const variable = authVariable(io.env);
  if (variable) {
    if (named) {
      const profile = maskText(named);
      const text = localize("{variable} is set, so --profile {profile} is not used", { variable, profile });
      io.status(`oint: ${text}\n`);
    }
    return undefined;
  }
  const name = named ?? io.env.OINT_VK_PROFILE ?? "";
  const profile = findProfile(name);
  if (!options.has("sandbox") || !profile || profile.sandbox) return profile;
  if (name) {
    throw new ArgumentError(
      "profile",
      localize('"{name}" belongs to VK itself; leave out --sandbox or --profile', { name }),
    );
  }
  return undefined;
}
