import type { Methods } from "../api/method-types.ts";
import { type Auth, communityOf } from "../core/auth.ts";
import { call } from "../core/client.ts";
import type { VkResponse } from "../core/request.ts";
import { type IdInput, positiveId } from "../validation/ids.ts";
import { nonEmptyString, stringOfLength } from "../validation/strings.ts";

/** A property of products, as VK describes it. */
export type Property = NonNullable<Methods["market.getProperties"]["response"]["items"]>[number];

/** Source: https://dev.vk.com/ru/method/market.addPropertyVariant */
const maxValueLength = 60;

/**
 * Gets the properties by which the community's products differ, such as color or size.
 *
 * @category Properties
 * @methods market.getProperties
 * @russian ПолучитьСписокСвойств
 * @short a
 * @param auth Credentials
 * @returns the properties: `[{id, title, type, variants: [{id, title}]}]`
 * @throws {ArgumentError} if an argument is invalid; nothing was sent
 * @throws {VkApiError} if VK returned an error
 * @throws {TransportError} if VK was not reached or its response is invalid
 * @example
 * ```ts
 * const properties = await OPI_VK.getPropertyList(auth);
 * ```
 * @example
 * ```bash
 * oint vk getPropertyList --auth auth.json
 * ```
 * @see https://dev.vk.com/ru/method/market.getProperties
 */
export async function getPropertyList(auth: Auth): Promise<Property[]> {
  const { response } = await call("market.getProperties", { group_id: communityOf(auth) }, auth);
  return [...(response.items ?? [])];
}

/**
 * Creates a product property.
 *
 * @category Properties
 * @methods market.addProperty
 * @russian СоздатьСвойствоТовара
 * @short t, a
 * @param title Name of the property
 * @param auth Credentials
 * @returns `{response: {property_id}}`
 * @throws {ArgumentError} if an argument is invalid; nothing was sent
 * @throws {VkApiError} if VK returned an error
 * @throws {TransportError} if VK was not reached or its response is invalid
 * @example
 * ```ts
 * const { response } = await OPI_VK.createProductProperty("Color", auth);
 * ```
 * @example
 * ```bash
 * oint vk createProductProperty --title "Color" --auth auth.json
 * ```
 * @see https://dev.vk.com/ru/method/market.addProperty
 */
export async function createProductProperty(
  title: string,
  auth: Auth,
): Promise<VkResponse<"market.addProperty">> {
  return call(
    "market.addProperty",
    { group_id: communityOf(auth), title: nonEmptyString("title", title) },
    auth,
  );
}

/**
 * Renames a product property.
 *
 * @category Properties
 * @methods market.editProperty
 * @russian ИзменитьСвойствоТовара
 * @short t, p, a
 * @param title New name of the property
 * @param prop Property ID, from getPropertyList
 * @param auth Credentials
 * @returns `{response: 1}`
 * @throws {ArgumentError} if an argument is invalid; nothing was sent
 * @throws {VkApiError} if VK returned an error
 * @throws {TransportError} if VK was not reached or its response is invalid
 * @example
 * ```ts
 * await OPI_VK.editProductProperty("Shade", 1, auth);
 * ```
 * @example
 * ```bash
 * oint vk editProductProperty --title "Shade" --prop 1 --auth auth.json
 * ```
 * @see https://dev.vk.com/ru/method/market.editProperty
 */
export async function editProductProperty(
  title: string,
  prop: IdInput,
  auth: Auth,
): Promise<VkResponse<"market.editProperty">> {
  const params = {
    group_id: communityOf(auth),
    property_id: positiveId("prop", prop),
    title: nonEmptyString("title", title),
  };
  return call("market.editProperty", params, auth);
}

/**
 * Deletes a product property.
 *
 * @category Properties
 * @methods market.deleteProperty
 * @russian УдалитьСвойствоТовара
 * @short p, a
 * @param prop Property ID, from getPropertyList
 * @param auth Credentials
 * @returns `{response: 1}`
 * @throws {ArgumentError} if an argument is invalid; nothing was sent
 * @throws {VkApiError} if VK returned an error
 * @throws {TransportError} if VK was not reached or its response is invalid
 * @example
 * ```ts
 * await OPI_VK.deleteProductProperty(1, auth);
 * ```
 * @example
 * ```bash
 * oint vk deleteProductProperty --prop 1 --auth auth.json
 * ```
 * @see https://dev.vk.com/ru/method/market.deleteProperty
 */
export async function deleteProductProperty(
  prop: IdInput,
  auth: Auth,
): Promise<VkResponse<"market.deleteProperty">> {
  return call(
    "market.deleteProperty",
    { group_id: communityOf(auth), property_id: positiveId("prop", prop) },
    auth,
  );
}

/**
 * Adds a variant to a product property, such as a color or a size.
 *
 * @category Properties
 * @methods market.addPropertyVariant
 * @russian ДобавитьВариантСвойстваТовара
 * @short v, p, a
 * @param value Name of the variant, up to 60 characters
 * @param prop Property ID, from getPropertyList
 * @param auth Credentials
 * @returns `{response: {variant_id}}`
 * @throws {ArgumentError} if an argument is invalid; nothing was sent
 * @throws {VkApiError} if VK returned an error
 * @throws {TransportError} if VK was not reached or its response is invalid
 * @example
 * ```ts
 * const { response } = await OPI_VK.addProductPropertyVariant("Red", 1, auth);
 * ```
 * @example
 * ```bash
 * oint vk addProductPropertyVariant --value "Red" --prop 1 --auth auth.json
 * ```
 * @see https://dev.vk.com/ru/method/market.addPropertyVariant
 */
export async function addProductPropertyVariant(
  value: string,
  prop: IdInput,
  auth: Auth,
): Promise<VkResponse<"market.addPropertyVariant">> {
  const title = stringOfLength("value", value, 1, maxValueLength);
  return call(
    "market.addPropertyVariant",
    { group_id: communityOf(auth), property_id: positiveId("prop", prop), title },
    auth,
  );
}

/**
 * Renames a variant of a product property.
 *
 * @category Properties
 * @methods market.editPropertyVariant
 * @russian ИзменитьВариантСвойстваТовара
 * @short v, p, o, a
 * @param value New name of the variant, up to 60 characters
 * @param prop Property ID; VK finds the variant without it
 * @param option Variant ID
 * @param auth Credentials
 * @returns `{response: 1}`
 * @throws {ArgumentError} if an argument is invalid; nothing was sent
 * @throws {VkApiError} if VK returned an error
 * @throws {TransportError} if VK was not reached or its response is invalid
 * @example
 * ```ts
 * await OPI_VK.editProductPropertyVariant("Dark red", 1, 2, auth);
 * ```
 * @example
 * ```bash
 * oint vk editProductPropertyVariant --value "Dark red" --prop 1 --option 2 --auth auth.json
 * ```
 * @see https://dev.vk.com/ru/method/market.editPropertyVariant
 */
export async function editProductPropertyVariant(
  value: string,
  prop: IdInput,
  option: IdInput,
  auth: Auth,
): Promise<VkResponse<"market.editPropertyVariant">> {
  positiveId("prop", prop);
  const title = stringOfLength("value", value, 1, maxValueLength);
  return call(
    "market.editPropertyVariant",
    { group_id: communityOf(auth), variant_id: positiveId("option", option), title },
    auth,
  );
}

/**
 * Deletes a variant of a product property.
 *
 * @category Properties
 * @methods market.deletePropertyVariant
 * @russian УдалитьВариантСвойстваТовара
 * @short o, a
 * @param option Variant ID
 * @param auth Credentials
 * @returns `{response: 1}`
 * @throws {ArgumentError} if an argument is invalid; nothing was sent
 * @throws {VkApiError} if VK returned an error
 * @throws {TransportError} if VK was not reached or its response is invalid
 * @example
 * ```ts
 * await OPI_VK.deleteProductPropertyVariant(2, auth);
 * ```
 * @example
 * ```bash
 * oint vk deleteProductPropertyVariant --option 2 --auth auth.json
 * ```
 * @see https://dev.vk.com/ru/method/market.deletePropertyVariant
 */
export async function deleteProductPropertyVariant(
  option: IdInput,
  auth: Auth,
): Promise<VkResponse<"market.deletePropertyVariant">> {
  const params = { group_id: communityOf(auth), variant_id: positiveId("option", option) };
  return call("market.deletePropertyVariant", params, auth);
}
