import type { Handler } from "../../handler.ts";
import { albums } from "./albums.ts";
import { photoChanges } from "./change.ts";
import { photoComments } from "./comments.ts";
import { photoReads } from "./read.ts";
import { photoSaves } from "./save.ts";
import { photoServers } from "./servers.ts";

/** Methods of the VK section `photos`. */
export const photos: Readonly<Record<string, Handler>> = {
  ...albums,
  ...photoChanges,
  ...photoComments,
  ...photoReads,
  ...photoSaves,
  ...photoServers,
};
