/** A product. */
export interface Item {
  readonly id: number;
  readonly owner_id: number;
  readonly name: string;
  readonly description: string;
  readonly category_id: number;
  readonly price: number;
  readonly old_price: number;
  readonly url: string;
  readonly sku: string;
  readonly stock_amount: number;
  readonly weight: number;
  readonly dimensions: { readonly width: number; readonly height: number; readonly length: number };
  /** Photo IDs, the main photo first. */
  readonly photos: readonly number[];
  readonly variants: readonly number[];
  readonly is_main_variant: boolean;
  readonly group: number;
  readonly date: number;
  /** Whether it is out of sale, as the parameter `deleted` of market.add says. */
  readonly is_disabled?: boolean;
  /** Its place in the market, which market.reorderItems sets (default: its ID). */
  readonly position?: number;
  /** Deleted, and can be restored. */
  readonly deleted?: boolean;
}

/** A collection of products; the VK API calls it a market album. */
export interface MarketAlbum {
  readonly id: number;
  readonly owner_id: number;
  readonly title: string;
  /** Photo ID of the cover; 0 for none. */
  readonly photo: number;
  readonly is_main: boolean;
  readonly is_hidden: boolean;
  readonly updated_time: number;
  /** Its place among the collections, which market.reorderAlbums sets (default: its ID). */
  readonly position?: number;
}

/** A product is in a collection. */
export interface MarketAlbumItem {
  readonly owner_id: number;
  readonly album_id: number;
  readonly item_id: number;
  /** Its place in the collection, which market.reorderItems sets (default: the product ID). */
  readonly position?: number;
}

/** A product property, such as color. */
export interface Property {
  readonly id: number;
  readonly group_id: number;
  readonly title: string;
}

/** A value of a product property. */
export interface Variant {
  readonly id: number;
  readonly group_id: number;
  readonly property_id: number;
  readonly title: string;
}

/** A customer's order. */
export interface Order {
  readonly id: number;
  readonly group_id: number;
  readonly user_id: number;
  readonly date: number;
  readonly status: number;
  readonly address: string;
  readonly comment: string;
  readonly lines: ReadonlyArray<{ readonly item_id: number; readonly quantity: number }>;
  /** What market.editOrder set: `merchant_comment`, `track_number`, `delivery_price`, … */
  readonly details?: Readonly<Record<string, unknown>>;
}
