import type { CommandGroup } from "../../../framework/command.ts";

export const command: CommandGroup = {
  name: "profile",
  summary: "List, show, choose and remove stored tokens",
  description: [
    "Profiles are tokens that oint vk login has stored, each under a name.",
    "A command takes its token from, in this order: --auth, OINT_VK_AUTH, OINT_VK_TOKEN, --profile, OINT_VK_PROFILE, the current profile.",
  ],
  commands: [
    { name: "list", load: () => import("./list.ts") },
    { name: "show", load: () => import("./show.ts") },
    { name: "use", load: () => import("./use.ts") },
    { name: "remove", load: () => import("./remove.ts") },
  ],
  default: "list",
};
