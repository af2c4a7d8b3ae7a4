import { Failure } from "../../failure.ts";
import type { Handler } from "../../handler.ts";
import { number, type Params } from "../../server/parameters.ts";
import type { Property, Variant } from "../../state/model.ts";
import { nextId, removeFrom, type State } from "../../state/store.ts";

/** Limits of VK. Source: https://dev.vk.com/ru/method/market.getAlbums and related pages */
const limits = { variants: 50, variantTitle: 60 };

/** Finds a property, or fails with VK's error 1417. */
function propertyOf(params: Params, state: State): Property {
  const group_id = number(params, "group_id");
  const id = number(params, "property_id");
  const property = state.properties.find(item => item.group_id === group_id && item.id === id);
  if (!property) throw new Failure(1417);
  return property;
}

/** Finds a variant and its property, or fails with VK's error 1416. */
function variantOf(params: Params, state: State): readonly [Property, Variant] {
  const group_id = number(params, "group_id");
  const id = number(params, "variant_id");
  for (const property of state.properties.filter(item => item.group_id === group_id)) {
    const variant = property.variants.find(item => item.id === id);
    if (variant) return [property, variant];
  }
  throw new Failure(1416);
}

function variantTitle({ title = "" }: Params): string {
  if ([...title].length > limits.variantTitle) throw new Failure(1423);
  return title;
}

const getProperties: Handler = (params, { state }) => {
  const group_id = number(params, "group_id");
  const properties = state.properties.filter(property => property.group_id === group_id);
  return {
    count: properties.length,
    items: properties.map(({ id, title, variants }) => ({ id, title, type: "text", variants })),
  };
};

const addProperty: Handler = (params, { state }) => {
  const id = nextId(state, "property");
  state.properties.push({
    id,
    group_id: number(params, "group_id"),
    title: params.title ?? "",
    variants: [],
  });
  return { property_id: id };
};

const editProperty: Handler = (params, { state }) => {
  propertyOf(params, state).title = params.title ?? "";
  return 1;
};

const deleteProperty: Handler = (params, { state }) => {
  removeFrom(state.properties, propertyOf(params, state));
  return 1;
};

const addPropertyVariant: Handler = (params, { state }) => {
  const { variants } = propertyOf(params, state);
  if (variants.length >= limits.variants) throw new Failure(1419);
  const variant = { id: nextId(state, "variant"), title: variantTitle(params) };
  variants.push(variant);
  return { variant_id: variant.id };
};

const editPropertyVariant: Handler = (params, { state }) => {
  const [, variant] = variantOf(params, state);
  variant.title = variantTitle(params);
  return 1;
};

const deletePropertyVariant: Handler = (params, { state }) => {
  const [{ variants }, variant] = variantOf(params, state);
  removeFrom(variants, variant);
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
