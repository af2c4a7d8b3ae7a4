import { changeProfiles, unknownProfile } from "../../../../config/profiles.ts";
import type { Command } from "../../../framework/command.ts";
import { profileNames } from "../../../options/auth.ts";

export const command: Command = {
  name: "use",
  summary: "Make a profile the current one, which is used when none is named",
  positionals: [{ name: "name", required: true, complete: profileNames }],
  options: [],
  examples: ["oint vk profile use shop"],
  run: async ({ positionals: [name = ""] }) => {
    await changeProfiles(all => {
      if (!Object.hasOwn(all.profiles, name)) throw unknownProfile(name, all.profiles);
      return { ...all, current: name };
    });
    return { current: name };
  },
};
