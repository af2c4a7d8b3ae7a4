import { readProfiles } from "../../config/profiles.ts";
import type { OptionSpec } from "../framework/command.ts";

/** The stored token that a command uses. */
export const profileOption: OptionSpec = {
  name: "profile",
  takesValue: "always",
  description: "Name of a stored token, or OINT_VK_PROFILE",
  complete: profileNames,
};

/** The credentials, for commands that are no function of the library. */
export const authOption: OptionSpec = {
  name: "auth",
  short: "l",
  secret: true,
  takesValue: "always",
  description: "Credentials: JSON or the path of a .json file, or OINT_VK_AUTH",
};

/** The names of the stored tokens; none where they cannot be read. */
export function profileNames(): readonly string[] {
  try {
    return Object.keys(readProfiles().profiles);
  } catch {
    return [];
  }
}
