import { type IdInput, id } from "../validation/ids.ts";
import { type Auth, communityOf } from "./auth.ts";

/** The owner of a wall: the given one, or else the community of the credentials. */
export function wallOf(argument: string, wall: IdInput, auth: Auth): number {
  return wall === "" ? -communityOf(auth) : id(argument, wall);
}
