import type { Handler } from "../../handler.ts";
import { marketAlbums } from "./albums.ts";
import { marketCategories } from "./categories.ts";
import { marketItems } from "./items.ts";
import { marketOrders } from "./orders.ts";
import { marketPhotos } from "./photos.ts";
import { marketProperties } from "./properties.ts";

/** Methods of the VK section `market`. */
export const market: Readonly<Record<string, Handler>> = {
  ...marketCategories,
  ...marketItems,
  ...marketPhotos,
  ...marketAlbums,
  ...marketProperties,
  ...marketOrders,
};
