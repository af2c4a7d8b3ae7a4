import {
  changeProfiles,
  findProfile,
  formatExpiry,
  readProfiles,
  unknownProfile,
} from "../../../config/profiles.ts";
import { ArgumentError } from "../../../errors.ts";
import { maskValue } from "../../../secrets.ts";
import { own } from "../../../validation/own.ts";
import { suggest } from "../../../validation/suggest.ts";
import { exitCodes, renderResult } from "../../framework/report-error.ts";
import { print } from "../../print.ts";

/** What can be done with profiles. */
export const actions = ["list", "show", "use", "remove"];

/** Runs `oint vk profile list|show|use|remove`. */
export async function runProfile([action = "list", name = "", ...rest]: readonly string[]): Promise<number> {
  if (rest.length > 0)
    throw new ArgumentError("", `"${rest[0]}" is one word too many; see oint vk profile --help`);
  print(await runAction(action, name));
  return exitCodes.fine;
}

async function runAction(action: string, name: string): Promise<string> {
  switch (action) {
    case "--help":
    case "-h":
      return help;
    case "list":
      return renderResult(list());
    case "show":
      return renderResult(shown(name));
    case "use":
      return renderResult(await use(named(action, name)));
    case "remove":
      return renderResult(await remove(named(action, name)));
    default: {
      const near = suggest(action, actions);
      const advice = near ? `did you mean ${near}?` : `expected ${actions.join(", ")}`;
      throw new ArgumentError("", `there is no "oint vk profile ${action}"; ${advice}`);
    }
  }
}

const help = `Usage: oint vk profile <list|show|use|remove> [name]

Profiles are tokens that oint vk login has stored, each under a name.

  list           shows all of them
  show [name]    shows one, its tokens masked; without a name the current one
  use <name>     makes one the current one, which is used when none is named
  remove <name>  forgets one; its token stays good at VK

A command takes its token from --auth, else OINT_VK_AUTH, else --profile or OINT_VK_PROFILE, else the current profile.
`;

function named(action: string, name: string): string {
  if (name === "") throw new ArgumentError("", `which one? oint vk profile ${action} <name>`);
  return name;
}

function list(): object[] {
  const { current, profiles } = readProfiles();
  return Object.entries(profiles).map(([name, { kind, owner, auth, expires, sandbox }]) => ({
    name,
    current: name === current,
    kind,
    owner,
    ...(auth.group_id ? { group_id: auth.group_id } : {}),
    expires: formatExpiry(expires),
    ...(sandbox ? { sandbox } : {}),
  }));
}

function shown(name: string): unknown {
  const profile = findProfile(name);
  if (!profile)
    throw new ArgumentError("", "no profile is current; see oint vk profile list, or oint vk login");
  return maskValue(profile, profile.auth.access_token);
}

async function use(name: string): Promise<object> {
  await changeProfiles(all => {
    if (!own(all.profiles, name)) throw unknownProfile(name, all.profiles);
    return { ...all, current: name };
  });
  return { current: name };
}

async function remove(name: string): Promise<object> {
  await changeProfiles(({ current, profiles }) => {
    if (!own(profiles, name)) throw unknownProfile(name, profiles);
    const { [name]: _, ...others } = profiles;
    return { ...(current && current !== name ? { current } : {}), profiles: others };
  });
  return { removed: name };
}
