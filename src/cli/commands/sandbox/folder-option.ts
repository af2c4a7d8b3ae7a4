import type { OptionSpec } from "../../framework/command.ts";

/** The folder of a sandbox. */
export const folderOption: OptionSpec = {
  name: "folder",
  short: "f",
  takesValue: "always",
  description: "Folder of its data, or OINT_SANDBOX_FOLDER; by default in the user's state folder",
};
