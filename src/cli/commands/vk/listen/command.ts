import type { Command } from "../../../framework/command.ts";
import { authOption, profileOption } from "../../../options/auth.ts";
import { connectionOptions } from "../../../options/connection.ts";
import { debugOption } from "../../../options/output.ts";

export const command: Command = {
  name: "listen",
  summary: "Print the events of a community, or give each to a program or a URL",
  description: [
    "Prints each event as one line of JSON. With --exec or --forward a program or a URL gets it instead. What came and what is done stands in a file: an event that was not done comes again after a restart, and none comes twice.",
    "Runs until it is stopped: connections that fail are made again. SIGTERM and Ctrl-C let what was begun end.",
  ],
  options: [
    {
      name: "events",
      takesValue: "always",
      description:
        "VK's names of the events, separated by commas; by default all that are switched on, or message_new",
    },
    {
      name: "exec",
      takesValue: "always",
      description:
        "Command that gets each event on standard input, and OINT_EVENT_TYPE, OINT_PEER_ID, OINT_FROM_ID and OINT_TEXT; its exit code 0 says that the event is done",
    },
    {
      name: "forward",
      takesValue: "always",
      description: "URL that each event is posted to as JSON; a 2xx status says that the event is done",
    },
    {
      name: "concurrency",
      takesValue: "always",
      description: "How many events of different peers are handled at the same time",
      default: 10,
    },
    {
      name: "state",
      takesValue: "always",
      description:
        "File with what came and what is done; by default one for the community, in the user's state folder",
    },
    {
      name: "failed",
      takesValue: "always",
      description:
        "File for the events that failed after all retries; by default that of --state with .failed",
    },
    {
      name: "replay",
      takesValue: "always",
      description:
        "Handle the events of such a file again, instead of listening; those that fail again stay in it",
    },
    { name: "count", takesValue: "always", description: "End after this many events" },
    { name: "idle", takesValue: "always", description: "End when nothing came for so many seconds" },
    {
      name: "no-setup",
      takesValue: "never",
      description: "Switch nothing on at VK: neither Long Poll nor events",
    },
    authOption,
    profileOption,
  ],
  commonOptions: [debugOption, ...connectionOptions],
  examples: [
    "oint vk listen --events message_new,group_join",
    'oint vk listen --events message_new --exec "node answer.js"',
    "oint vk listen --forward http://127.0.0.1:8080/vk --state /var/lib/shop/events.jsonl",
    'oint vk listen --replay /var/lib/shop/events.jsonl.failed --exec "node answer.js"',
  ],
  run: async context => (await import("./run.ts")).runListen(context),
};
