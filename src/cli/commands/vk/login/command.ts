import { changeProfiles, type Profile } from "../../../../config/profiles.ts";
import { withSettings } from "../../../../core/settings-scope.ts";
import { ArgumentError } from "../../../../errors.ts";
import { localize } from "../../../../i18n/localize.ts";
import { single, type Values } from "../../../../invoke/values.ts";
import { maskText } from "../../../../secrets.ts";
import { positiveId } from "../../../../validation/ids.ts";
import type { Command, CommandContext } from "../../../framework/command.ts";
import { labels } from "../../../framework/labels.ts";
import type { Translate } from "../../../i18n/index.ts";
import { canPrompt, printStatus, prompt } from "../../../io/prompts.ts";
import type { SandboxConnection } from "../../../io/sandbox.ts";
import { connectionOptions, toSettings } from "../../../options/connection.ts";
import { debugOption } from "../../../options/output.ts";
import { eventListener } from "../../../session.ts";
import { tokenKinds } from "../requirements.ts";
import { describeToken } from "../whoami.ts";
import {
  authFor,
  defaultLoginTimeout,
  type IssuedToken,
  type LoginMethod,
  loginMethodSummaries,
  loginMethods,
  obtainToken,
} from "./methods.ts";

export const command: Command = {
  name: "login",
  summary: "Get an access token, verify it and store it",
  description: [
    "Gets an access token, verifies it, and stores it as a profile. Prompts for what no option says.",
  ],
  options: [
    {
      name: "kind",
      short: "k",
      takesValue: "always",
      description: "How to get the token",
      choices: loginMethods,
    },
    { name: "app", short: "a", takesValue: "always", description: "App ID" },
    {
      name: "secret",
      secret: true,
      takesValue: "always",
      description:
        "Client secret of the app; better in OINT_VK_APP_SECRET, where no list of processes shows it",
    },
    {
      name: "redirect",
      short: "r",
      takesValue: "always",
      description: "Redirect URL from the app's settings",
    },
    { name: "scope", short: "s", takesValue: "always", description: "Scopes, by name with commas" },
    { name: "group", short: "g", takesValue: "always", description: "Community ID" },
    {
      name: "profile",
      short: "p",
      takesValue: "always",
      description: "Name to store the token under",
      default: "default",
    },
    {
      name: "redirect-response",
      secret: true,
      takesValue: "always",
      description: "The URL to which VK sent the browser, where it is known (with --state, --verifier)",
    },
    { name: "state", takesValue: "always", description: "The state of the link; by default a random one" },
    {
      name: "verifier",
      secret: true,
      takesValue: "always",
      description: "VK ID's code_verifier; by default a random one",
    },
    {
      name: "token",
      secret: true,
      short: "t",
      takesValue: "always",
      description: "The token, for --kind token; - for standard input",
    },
    {
      name: "timeout",
      takesValue: "always",
      description: "Maximum time to wait for the browser, in seconds",
      default: defaultLoginTimeout,
    },
    { name: "no-browser", takesValue: "never", description: "Print the link without opening a browser" },
  ],
  commonOptions: [debugOption, ...connectionOptions.filter(({ name }) => name !== "timeout")],
  notes: translate => [[`${translate(labels.kinds)}:`, ...methodLines(translate)].join("\n")],
  examples: [
    "oint vk login --sandbox --kind vkid",
    "oint vk login --kind community --app 51694790 --group 218861756",
  ],
  run: runLogin,
};

/** The ways to a token, a line for each. */
function methodLines(translate: Translate): string[] {
  return loginMethods.map(method => `  ${method.padEnd(10)} ${translate(loginMethodSummaries[method])}`);
}

/** Gets, verifies and stores a token. */
async function runLogin(context: CommandContext): Promise<unknown> {
  const { options, signal } = context;
  const sandbox = options.has("sandbox")
    ? await (await import("../../../io/sandbox.ts")).connectSandbox(signal)
    : undefined;
  const urls = sandbox ? { apiUrl: sandbox.apiUrl, oauthUrl: sandbox.oauthUrl, idUrl: sandbox.idUrl } : {};
  const settings = { ...toSettings(options), ...urls, onRequestEvent: eventListener(context), signal };
  try {
    return await withSettings(settings, () => login(context, sandbox));
  } finally {
    await sandbox?.close();
  }
}

async function login(
  { options, signal, translate }: CommandContext,
  sandbox: SandboxConnection | undefined,
): Promise<unknown> {
  const name = profileName(single(options, "profile") || "default");
  // A code works once: whatever could fail afterwards is tried first.
  await changeProfiles(all => all);
  const method = await chooseMethod(options, translate);
  const community = method === "service" ? "" : await chooseCommunity(method, options, sandbox);
  const issued = await obtainToken(method, { options, sandbox, community, signal });
  const stored: unknown[] = [];
  for (const item of issued) {
    // Several communities have a profile each.
    const profile = issued.length > 1 ? `${name}-${item.auth.group_id}` : name;
    stored.push(await checkAndStore(profile, item, sandbox !== undefined, translate));
  }
  return stored.length > 1 ? stored : stored[0];
}

/** A name is shown in lists and messages, so it must not be a token. */
function profileName(name: string): string {
  if (maskText(name) === name) return name;
  throw new ArgumentError("profile", localize("looks like a token; expected a name, such as shop"));
}

async function chooseMethod(options: Values, translate: Translate): Promise<LoginMethod> {
  if (canPrompt() && !options.has("kind")) {
    printStatus(localize("Which token do you want?"));
    for (const line of methodLines(translate)) printStatus(line);
  }
  const chosen = await prompt(
    { option: "kind", text: localize("Kind of token:"), fallback: "vkid" },
    options,
  );
  const method = loginMethods.find(name => name === chosen);
  if (!method) {
    const got = { value: `"${chosen}"`, expected: loginMethods.join(", ") };
    throw new ArgumentError("kind", localize("got {value}, expected {expected}", got));
  }
  return method;
}

/** The community to work with, or the communities to get tokens for; empty: none. */
async function chooseCommunity(
  method: LoginMethod,
  options: Values,
  sandbox: SandboxConnection | undefined,
): Promise<string> {
  const text = localize("Community ID, from its address vk.com/club… (empty: none):");
  const typed = await prompt({ option: "group", text, fallback: sandbox?.auth.group_id ?? "" }, options);
  if (typed === "" && method !== "community") return "";
  const numbers = typed.split(",").map(part => positiveId("group", part));
  if (numbers.length > 1 && method !== "community") {
    throw new ArgumentError(
      "group",
      localize('got "{value}", expected one community ID; only --kind community takes several', {
        value: typed,
      }),
    );
  }
  return numbers.join(",");
}

/** Asks VK about the token before it is stored, so that a stored token works. */
async function checkAndStore(
  name: string,
  issued: IssuedToken,
  inSandbox: boolean,
  translate: Translate,
): Promise<object> {
  const { auth, scope, expires } = issued;
  const checked = await describeToken(auth, scope, expires);
  const kind = issued.kind === "user" ? checked.kind : issued.kind;
  const isOwn = checked.kind === "community" && auth.group_id === undefined;
  const profile: Profile = {
    ...issued,
    kind,
    auth: isOwn ? authFor(String(checked.id), String(auth.app_id ?? ""), auth.access_token) : auth,
    owner: checked.name,
    ...(inSandbox ? { sandbox: true } : {}),
  };
  await changeProfiles(({ profiles }) => ({ current: name, profiles: { ...profiles, [name]: profile } }));
  const missing = Object.entries(checked.missing ?? {}).map(
    ([name, names]) => `${name} (${names.join(", ")})`,
  );
  printStatus(
    localize("This is the {kind} token of {owner}. It is stored as the profile {profile}.", {
      kind: translate(tokenKinds[checked.kind]),
      owner: checked.name,
      profile: name,
    }),
  );
  if (missing.length > 0) {
    const scopes = missing.join("; ");
    printStatus(localize("It lacks scopes that some functions need: {scopes}.", { scopes }));
  }
  return { profile: name, ...checked };
}
