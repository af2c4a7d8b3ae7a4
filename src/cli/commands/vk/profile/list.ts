import { formatExpiry, readProfiles } from "../../../../config/profiles.ts";
import type { Command } from "../../../framework/command.ts";

export const command: Command = {
  name: "list",
  summary: "List all profiles",
  options: [],
  examples: ["oint vk profile list"],
  run: async () => listProfiles(),
};

function listProfiles(): object[] {
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
