import { Failure } from "../../failure.ts";
import type { Handler } from "../../handler.ts";
import { number, type Params } from "../../server/parameters.ts";
import { nextId } from "../../state/ids.ts";
import type { Property, Variant } from "../../state/model/index.ts";
import type { State } from "../../state/schema.ts";

/** Limits of VK. Source: https://dev.vk.com/ru/method/market.getAlbums and related pages */
const limits = { variants: 50, variantTitle: 60 };

/** VK's errors for a property that is not there: most methods have one of their own. */
const errors = { notFound: 1417, invalid: 1411 };

/** Finds a property, or fails with VK's error. */
function propertyOf(params: Params, state: State, code = errors.notFound): Property {
  const property = state.properties.get(number(params, "group_id"), number(params, "property_id"));
  if (!property) throw new Failure(code);
  return property;
}

/** Finds a variant, or fails with VK's error 1416. */
function variantOf(params: Params, state: State): Variant {
  const variant = state.variants.get(number(params, "group_id"), number(params, "variant_id"));
  if (!variant) throw new Failure(1416);
  return variant;
}

function variantTitle({ title = "" }: Params): string {
  if ([...title].length > limits.variantTitle) throw new Failure(1423);
  return title;
}

const getProperties: Handler = (params, { state }) => {
  const items = state.properties.by("group", number(params, "group_id")).map(({ id, title, group_id }) => {
    const variants = state.variants.by("property", group_id, id);
    return { id, title, type: "text", variants: variants.map(({ id, title }) => ({ id, title })) };
  });
  return { count: items.length, items };
};

const addProperty: Handler = (params, { state }) => {
  const id = nextId(state, "property");
  state.properties.add({ id, group_id: number(params, "group_id"), title: params.title ?? "" });
  return { property_id: id };
};

const editProperty: Handler = (params, { state }) => {
  state.properties.update(propertyOf(params, state, errors.invalid), { title: params.title ?? "" });
  return 1;
};

const deleteProperty: Handler = (params, { state }) => {
  const property = propertyOf(params, state);
  for (const variant of state.variants.by("property", property.group_id, property.id))
    state.variants.remove(variant);
  state.properties.remove(property);
  return 1;
};

const addPropertyVariant: Handler = (params, { state }) => {
  const { group_id, id: property_id } = propertyOf(params, state);
  if (state.variants.count("property", group_id, property_id) >= limits.variants) throw new Failure(1419);
  const title = variantTitle(params);
  const { id } = state.variants.add({ id: nextId(state, "variant"), group_id, property_id, title });
  return { variant_id: id };
};

const editPropertyVariant: Handler = (params, { state }) => {
  state.variants.update(variantOf(params, state), { title: variantTitle(params) });
  return 1;
};

const deletePropertyVariant: Handler = (params, { state }) => {
  state.variants.remove(variantOf(params, state));
  return 1;
};

/** Methods for product properties and their variants. */
export const marketProperties: Readonly<Record<string, Handler>> = {
  "market.getProperties": getProperties,
  "market.addProperty": addProperty,
  "market.editProperty": editProperty,
  "market.deleteProperty": deleteProperty,
  "market.addPropertyVariant": addPropertyVariant,
  "market.editPropertyVariant": editPropertyVariant,
  "market.deletePropertyVariant": deletePropertyVariant,
};
