import type { Handler } from "../../handler.ts";
import { marketAlbums } from "./albums.ts";
import { marketCatalog } from "./catalog.ts";
import { marketCategories } from "./categories.ts";
import { marketComments } from "./comments.ts";
import { marketItems } from "./items.ts";
import { marketOrder } from "./order.ts";
import { marketOrders } from "./orders.ts";
import { marketPhotos } from "./photos.ts";
import { marketProperties } from "./properties.ts";

/** Methods of the VK section `market`. */
export const market: Readonly<Record<string, Handler>> = {
  ...marketCategories,
  ...marketCatalog,
  ...marketItems,
  ...marketOrder,
  ...marketComments,
  ...marketPhotos,
  ...marketAlbums,
  ...marketProperties,
  ...marketOrders,
};
