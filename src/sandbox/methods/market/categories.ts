import type { Handler } from "../../handler.ts";

const categories = [
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

/** The name of a product category, at any depth. */
export function categoryName(id: number): string {
  const allCategories = categories.flatMap(category => [
    category,
    ...category.children,
    ...category.children.flatMap(({ children }) => children),
  ]);
  return allCategories.find(category => category.id === id)?.name ?? `Category ${id}`;
}

/** Methods for product categories. */
export const marketCategories: Readonly<Record<string, Handler>> = {
  "market.getCategories": () => ({ items: categories }),
};
