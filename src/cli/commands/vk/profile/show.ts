import { findProfile } from "../../../../config/profiles.ts";
import { UsageError } from "../../../../errors.ts";
import { localize } from "../../../../i18n/localize.ts";
import { maskValue } from "../../../../secrets.ts";
import type { Command } from "../../../framework/command.ts";
import { profileNames } from "../../../options/auth.ts";

export const command: Command = {
  name: "show",
  summary: "Show a profile, its tokens masked; the current one by default",
  positionals: [{ name: "name", complete: profileNames }],
  options: [],
  examples: ["oint vk profile show", "oint vk profile show shop"],
  run: async ({ positionals: [name = ""] }) => {
    const profile = findProfile(name);
    if (!profile) {
      throw new UsageError(localize("no profile is current; see oint vk profile list, or oint vk login"));
    }
    return maskValue(profile, profile.auth.access_token);
  },
};
