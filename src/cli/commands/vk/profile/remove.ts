import { changeProfiles, unknownProfile } from "../../../../config/profiles.ts";
import type { Command } from "../../../framework/command.ts";
import { profileNames } from "../../../options/auth.ts";

export const command: Command = {
  name: "remove",
  summary: "Delete a profile; its token stays valid at VK",
  positionals: [{ name: "name", required: true, complete: profileNames }],
  options: [],
  examples: ["oint vk profile remove shop"],
  run: async ({ positionals: [name = ""] }) => {
    await changeProfiles(({ current, profiles }) => {
      if (!Object.hasOwn(profiles, name)) throw unknownProfile(name, profiles);
      const { [name]: _, ...others } = profiles;
      return { ...(current && current !== name ? { current } : {}), profiles: others };
    });
    return { removed: name };
  },
};
