import type { MethodResponse } from "../api/method-types.ts";
import { type Auth, communityOf } from "../core/auth.ts";
import { call } from "../core/client.ts";
import { TransportError } from "../errors.ts";
import { localize } from "../i18n/localize.ts";
import { fieldNames } from "../validation/field-names.ts";

/** A community, as VK describes it. */
export type Community = NonNullable<MethodResponse<"groups.getById">["groups"]>[number];

/**
 * Gets the community.
 *
 * @category Members
 * @methods groups.getById
 * @russian ПолучитьСообщество
 * @short f, a
 * @param fields Additional fields, such as `members_count` or `description`
 * @param auth Credentials
 * @returns the community: `{id, name, screen_name, type, is_closed, …}`
 * @throws {ArgumentError} if an argument is invalid; nothing was sent
 * @throws {VkApiError} if VK returned an error
 * @throws {TransportError} if VK was not reached or its response is invalid
 * @example
 * ```ts
 * const { members_count } = await OPI_VK.getCommunity(["members_count"], auth);
 * ```
 * @example
 * ```bash
 * oint vk getCommunity --fields members_count --auth auth.json
 * ```
 * @see https://dev.vk.com/ru/method/groups.getById
 */
export async function getCommunity(fields: readonly string[] | string = [], auth: Auth): Promise<Community> {
  const params = { group_id: communityOf(auth), fields: fieldNames("fields", fields) };
  const { response } = await call("groups.getById", params, auth);
  const [community] = response.groups ?? [];
  if (community) return community;
  throw new TransportError(
    localize("{method}: the response of VK has no list", { method: "groups.getById" }),
    {
      body: JSON.stringify(response),
      sent: true,
    },
  );
}
