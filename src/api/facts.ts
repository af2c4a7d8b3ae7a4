/** Type of a token that a VK method accepts; `open`: it requires no token. */
export type AccessTokenType = "user" | "community" | "service" | "open";

/** Whose token it is. */
export type TokenKind = Exclude<AccessTokenType, "open">;

/** Type of a parameter: `json` is an object that is sent as a JSON string, `array` is sent comma-separated. */
export type ParameterType =
  | "string"
  | "integer"
  | "number"
  | "boolean"
  | "array"
  | "json"
  | "integer or string";

/** Type and constraints of a single value. */
export interface ValueFacts {
  /** Its type. */
  readonly type: ParameterType;
  /** The values that VK accepts. */
  readonly enum?: ReadonlyArray<string | number>;
  /** What each value of `enum` means, in the same order. */
  readonly enumNames?: readonly string[];
  /** Minimum number. */
  readonly minimum?: number;
  /** Maximum number. */
  readonly maximum?: number;
  /** Size of the integer. */
  readonly format?: "int32" | "int64";
}

/** Description of a parameter of a VK method. */
export interface ParameterFacts extends ValueFacts {
  /** VK rejects the call without it. */
  readonly required?: boolean;
  /** VK's default value. */
  readonly default?: string | number | boolean;
  /** Minimum number of characters. */
  readonly minLength?: number;
  /** Maximum number of characters. */
  readonly maxLength?: number;
  /** Type and constraints of each item of an array. */
  readonly items?: ValueFacts;
  /** Minimum number of items. */
  readonly minItems?: number;
  /** Maximum number of items. */
  readonly maxItems?: number;
  /** The value is masked, because it is a password or a key. */
  readonly secret?: boolean;
  /** Where the parameter is documented, if VK's schema lacks it. */
  readonly source?: string;
}

/** Path of a field inside `response`; an empty path is the response itself. */
export type ResponsePath = readonly string[];

/** How a method returns a list page by page. */
export interface PagingFacts {
  /** The parameter that selects the page: the number of items to skip, or the cursor that the previous page returned. */
  readonly by: "offset" | "start_from" | "next_page_token";
  /** The parameter that sets the page size, if there is one. */
  readonly size?: "count" | "limit";
  /** Maximum page size, if it is known. */
  readonly maxSize?: number;
  /** Default page size, if it is known. */
  readonly defaultSize?: number;
  /** Path of the items. */
  readonly items: ResponsePath;
  /** Path of the total number of items, if VK returns it. */
  readonly total?: ResponsePath;
  /** Path of the cursor for the next page; not set if pages are selected by `offset`. */
  readonly next?: ResponsePath;
  /** Maximum number of items that VK returns from a longer list. */
  readonly reach?: number;
}

/** Description of a method in VK's schema. */
export interface SchemaFacts {
  /** Token types that it accepts; empty if the schema does not list any. */
  readonly tokens: readonly AccessTokenType[];
  /** Its parameters, in the schema's order. */
  readonly parameters: Readonly<Record<string, ParameterFacts>>;
  /** Error codes specific to the method. */
  readonly errors: readonly number[];
  /** How it returns a list page by page, if it does. */
  readonly paging?: PagingFacts;
}

/** The methods of a section, by their full names. */
export type SectionFacts = Readonly<Record<string, SchemaFacts>>;
