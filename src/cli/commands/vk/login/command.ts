import { changeProfiles, type Profile } from "../../../../config/profiles.ts";
import { withSettings } from "../../../../core/settings-scope.ts";
import { ArgumentError } from "../../../../errors.ts";
import { single, type Values } from "../../../../invoke/values.ts";
import { positiveId } from "../../../../validation/ids.ts";
import type { Command, CommandContext } from "../../../framework/command.ts";
import { labels } from "../../../framework/labels.ts";
import { canPrompt, printStatus, prompt } from "../../../io/prompts.ts";
import type { SandboxConnection } from "../../../io/sandbox.ts";
import { connectionOptions, toSettings } from "../../../options/connection.ts";
import { debugOption } from "../../../options/output.ts";
import { eventListener } from "../../../session.ts";
import { describeToken } from "../whoami.ts";
import {
  authFor,
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
      takesValue: "always",
      description: "The URL to which VK sent the browser, where it is known (with --state, --verifier)",
    },
    { name: "state", takesValue: "always", description: "The state of the link; by default a random one" },
    { name: "verifier", takesValue: "always", description: "VK ID's code_verifier; by default a random one" },
    {
      name: "token",
      short: "t",
      takesValue: "always",
      description: "The token, for --kind token; - for standard input",
    },
    { name: "no-browser", takesValue: "never", description: "Print the link without opening a browser" },
  ],
  commonOptions: [debugOption, ...connectionOptions],
  notes: translate => [
    [
      `${translate(labels.kinds)}:`,
      ...loginMethods.map(method => `  ${method.padEnd(10)} ${translate(loginMethodSummaries[method])}`),
    ].join("\n"),
  ],
  examples: [
    "oint vk login --sandbox --kind vkid",
    "oint vk login --kind community --app 51694790 --group 218861756",
  ],
  run: runLogin,
};

/** From nothing to a stored token that works. */
async function runLogin(context: CommandContext): Promise<unknown> {
  const { options, signal } = context;
  const sandbox = options.has("sandbox")
    ? await (await import("../../../io/sandbox.ts")).connectSandbox(signal)
    : undefined;
  const urls = sandbox ? { apiUrl: sandbox.apiUrl, oauthUrl: sandbox.oauthUrl, idUrl: sandbox.idUrl } : {};
  const settings = { ...toSettings(options), ...urls, onRequestEvent: eventListener(context), signal };
  try {
    return await withSettings(settings, () => login(options, sandbox, signal));
  } finally {
    await sandbox?.close();
  }
}

async function login(
  options: Values,
  sandbox: SandboxConnection | undefined,
  signal: AbortSignal,
): Promise<unknown> {
  const name = single(options, "profile") || "default";
  // Codes are good once: what could fail afterwards is tried before.
  await changeProfiles(all => all);
  const way = await chooseMethod(options);
  const community = way === "service" ? "" : await chooseCommunity(way, options, sandbox);
  const won = await obtainToken(way, { options: options, sandbox, community, signal });
  const stored: unknown[] = [];
  for (const item of won) {
    // Several communities have a profile each.
    const own = won.length > 1 ? `${name}-${item.auth.group_id}` : name;
    stored.push(await checkAndStore(own, item, sandbox !== undefined));
  }
  return stored.length > 1 ? stored : stored[0];
}

async function chooseMethod(options: Values): Promise<LoginMethod> {
  if (canPrompt() && !options.has("kind")) {
    printStatus("Which token do you want?");
    for (const way of loginMethods) printStatus(`  ${way.padEnd(10)} ${loginMethodSummaries[way]}`);
  }
  const chosen = await prompt({ option: "kind", text: "Kind of token:", fallback: "vkid" }, options);
  const way = loginMethods.find(loginMethod => loginMethod === chosen);
  if (!way) throw new ArgumentError("kind", `got "${chosen}", expected ${loginMethods.join(", ")}`);
  return way;
}

/** The community to work on, or for a community's token the communities; empty: none. */
async function chooseCommunity(
  way: LoginMethod,
  options: Values,
  sandbox: SandboxConnection | undefined,
): Promise<string> {
  const text = "Number of the community to work on, as it stands in its address vk.com/club… (empty: none):";
  const answer = await prompt({ option: "group", text, fallback: sandbox?.auth.group_id ?? "" }, options);
  if (answer === "" && way !== "community") return "";
  const numbers = answer.split(",").map(part => positiveId("group", part));
  if (numbers.length > 1 && way !== "community") {
    throw new ArgumentError(
      "group",
      `got "${answer}", expected one number; only --kind community takes several`,
    );
  }
  return numbers.join(",");
}

/** Asks VK whose the token is before it is stored: what is stored works. */
async function checkAndStore(name: string, won: IssuedToken, inSandbox: boolean): Promise<object> {
  const { auth, scope: granted, expires } = won;
  const checked = await describeToken(auth, granted, expires);
  const kind = won.kind === "user" ? checked.kind : won.kind;
  const isOwn = checked.kind === "community" && auth.group_id === undefined;
  const profile: Profile = {
    ...won,
    kind,
    auth: isOwn ? authFor(String(checked.id), String(auth.app_id ?? ""), auth.access_token) : auth,
    owner: checked.name,
    ...(inSandbox ? { sandbox: true } : {}),
  };
  await changeProfiles(({ profiles }) => ({ current: name, profiles: { ...profiles, [name]: profile } }));
  const missing = Object.entries(checked.missing ?? {}).map(
    ([right, names]) => `${right} (${names.join(", ")})`,
  );
  printStatus(`This is the ${checked.kind} token of ${checked.name}. It is stored as the profile ${name}.`);
  if (missing.length > 0) printStatus(`It lacks rights that some functions need: ${missing.join("; ")}.`);
  return { profile: name, ...checked };
}
