import type { Handler } from "../../handler.ts";

interface Category {
  readonly id: number;
  readonly name: string;
  readonly children: readonly Category[];
}

const categories: readonly Category[] = [
  {
    id: 20_000,
    name: "House and garden",
    children: [
      { id: 20_173, name: "Tableware", children: [] },
      { id: 20_174, name: "Furniture", children: [{ id: 20_175, name: "Chairs", children: [] }] },
    ],
  },
  { id: 21_000, name: "Clothes", children: [{ id: 21_001, name: "Shirts", children: [] }] },
];

/** A product category, as VK shows it in a product: with the categories above it. */
export interface NestedCategory {
  readonly inner_type: "market_market_category_nested";
  readonly id: number;
  readonly name: string;
  readonly is_v2: boolean;
  readonly parent?: NestedCategory;
}

/** The categories of a tree, at any depth, with those above them. */
function nested(tree: readonly Category[], parent?: NestedCategory): NestedCategory[] {
  return tree.flatMap(({ id, name, children }) => {
    const category: NestedCategory = {
      inner_type: "market_market_category_nested",
      id,
      name,
      is_v2: true,
      ...(parent ? { parent } : {}),
    };
    return [category, ...nested(children, category)];
  });
}

const byId = new Map(nested(categories).map(category => [category.id, category]));

/** Finds a product category, at any depth. */
export function findCategory(id: number): NestedCategory | undefined {
  return byId.get(id);
}

/** A product category in a product. A product that an older sandbox saved can have one that is not in the list. */
export function categoryObject(id: number): NestedCategory {
  return (
    findCategory(id) ?? {
      inner_type: "market_market_category_nested",
      id,
      name: `Category ${id}`,
      is_v2: true,
    }
  );
}

/** Methods for product categories. */
export const marketCategories: Readonly<Record<string, Handler>> = {
  "market.getCategories": () => ({ items: categories }),
};
