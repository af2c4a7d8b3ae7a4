import type { Methods } from "../api/generated/parameters.ts";
import { type Auth, communityOf } from "../core/auth.ts";
import { call } from "../core/client.ts";
import type { VkResponse } from "../core/request.ts";
import { type IdInput, nonEmptyString, positiveId, stringOfLength } from "../validation/values.ts";

/** A property of products, as VK describes it. */
export type Property = NonNullable<Methods["market.getProperties"]["answer"]["items"]>[number];

/** Source: https://dev.vk.com/ru/method/market.addPropertyVariant */
const maxValueLength = 60;

/**
 * Reads the properties by which the community's products differ: colour, size.
 *
 * @category Properties
 * @methods market.getProperties
 * @russian ПолучитьСписокСвойств
 * @short a
 * @param auth authorization structure
 * @returns the properties: `[{id, title, type, variants: [{id, title}]}]`
 * @throws {ArgumentError} when an argument is wrong; nothing was sent
 * @throws {VkApiError} when VK answered an error
 * @throws {TransportError} when VK was not reached
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
 * Creates a property of products.
 *
 * @category Properties
 * @methods market.addProperty
 * @russian СоздатьСвойствоТовара
 * @short t, a
 * @param title name of the property
 * @param auth authorization structure
 * @returns `{response: {property_id}}`
 * @throws {ArgumentError} when an argument is wrong; nothing was sent
 * @throws {VkApiError} when VK answered an error
 * @throws {TransportError} when VK was not reached
 * @example
 * ```ts
 * const { response } = await OPI_VK.createProductProperty("Colour", auth);
 * ```
 * @example
 * ```bash
 * oint vk createProductProperty --title "Colour" --auth auth.json
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
 * Renames a property of products.
 *
 * @category Properties
 * @methods market.editProperty
 * @russian ИзменитьСвойствоТовара
 * @short t, p, a
 * @param title new name of the property
 * @param prop number of the property, as getPropertyList gives it
 * @param auth authorization structure
 * @returns `{response: 1}`
 * @throws {ArgumentError} when an argument is wrong; nothing was sent
 * @throws {VkApiError} when VK answered an error
 * @throws {TransportError} when VK was not reached
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
 * Deletes a property of products.
 *
 * @category Properties
 * @methods market.deleteProperty
 * @russian УдалитьСвойствоТовара
 * @short p, a
 * @param prop number of the property, as getPropertyList gives it
 * @param auth authorization structure
 * @returns `{response: 1}`
 * @throws {ArgumentError} when an argument is wrong; nothing was sent
 * @throws {VkApiError} when VK answered an error
 * @throws {TransportError} when VK was not reached
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
 * Adds a variant to a property of products: a colour, a size.
 *
 * @category Properties
 * @methods market.addPropertyVariant
 * @russian ДобавитьВариантСвойстваТовара
 * @short v, p, a
 * @param value the variant, up to 60 characters
 * @param prop number of the property, as getPropertyList gives it
 * @param auth authorization structure
 * @returns `{response: {variant_id}}`
 * @throws {ArgumentError} when an argument is wrong; nothing was sent
 * @throws {VkApiError} when VK answered an error
 * @throws {TransportError} when VK was not reached
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
 * Renames a variant of a property of products.
 *
 * @category Properties
 * @methods market.editPropertyVariant
 * @russian ИзменитьВариантСвойстваТовара
 * @short v, p, o, a
 * @param value new name of the variant, up to 60 characters
 * @param prop number of the property; VK finds the variant without it
 * @param option number of the variant
 * @param auth authorization structure
 * @returns `{response: 1}`
 * @throws {ArgumentError} when an argument is wrong; nothing was sent
 * @throws {VkApiError} when VK answered an error
 * @throws {TransportError} when VK was not reached
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
 * Deletes a variant of a property of products.
 *
 * @category Properties
 * @methods market.deletePropertyVariant
 * @russian УдалитьВариантСвойстваТовара
 * @short o, a
 * @param option number of the variant
 * @param auth authorization structure
 * @returns `{response: 1}`
 * @throws {ArgumentError} when an argument is wrong; nothing was sent
 * @throws {VkApiError} when VK answered an error
 * @throws {TransportError} when VK was not reached
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
