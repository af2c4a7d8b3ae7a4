/** Whose token a VK method accepts; `open`: it can be called without one. */
export type AccessTokenType = "user" | "community" | "service" | "open";

/** Whose token it is. */
export type TokenKind = Exclude<AccessTokenType, "open">;

/** Type of a parameter: `json` is a structure that VK reads as a JSON string, `array` is sent comma-separated. */
export type ParameterType =
  | "string"
  | "integer"
  | "number"
  | "boolean"
  | "array"
  | "json"
  | "integer or string";

/** What a single value can be. */
export interface ValueFacts {
  /** Its type. */
  readonly type: ParameterType;
  /** The values that VK accepts. */
  readonly enum?: ReadonlyArray<string | number>;
  /** What each value of `enum` means, in the same order. */
  readonly enumNames?: readonly string[];
  /** The smallest number. */
  readonly minimum?: number;
  /** The largest number. */
  readonly maximum?: number;
  /** Size of the integer. */
  readonly format?: "int32" | "int64";
}

/** What is known of a parameter of a VK method. */
export interface ParameterFacts extends ValueFacts {
  /** VK refuses the call without it. */
  readonly required?: boolean;
  /** What VK assumes when it is not given. */
  readonly default?: string | number | boolean;
  /** The fewest characters. */
  readonly minLength?: number;
  /** The most characters. */
  readonly maxLength?: number;
  /** What each item of an array is. */
  readonly items?: ValueFacts;
  /** The fewest items. */
  readonly minItems?: number;
  /** The most items. */
  readonly maxItems?: number;
  /** Its value is never shown: a password or a key. */
  readonly secret?: boolean;
  /** Where it is documented, when VK's schema lacks it. */
  readonly source?: string;
}

/** Where something is inside `response`; an empty path is the response itself. */
export type ResponsePath = readonly string[];

/** How a method returns a list page by page. */
export interface PagingFacts {
  /** The parameter that selects the page: a number of items to skip, or the mark that the previous page returned. */
  readonly by: "offset" | "start_from" | "next_page_token";
  /** The parameter that sets the size of a page, where there is one. */
  readonly size?: "count" | "limit";
  /** The largest page, where it is known. */
  readonly maxSize?: number;
  /** The size of a page when the parameter is not given, where it is known. */
  readonly defaultSize?: number;
  /** Where the items are. */
  readonly items: ResponsePath;
  /** Where VK says how many items the list has, where it does. */
  readonly total?: ResponsePath;
  /** Where the mark of the next page is; absent when pages are selected by `offset`. */
  readonly next?: ResponsePath;
  /** How many items VK returns at most, however long the list is. */
  readonly reach?: number;
}

/** What VK's schema says of a method. */
export interface SchemaFacts {
  /** Whose token it accepts; empty when the schema does not say. */
  readonly tokens: readonly AccessTokenType[];
  /** Its parameters, in the schema's order. */
  readonly parameters: Readonly<Record<string, ParameterFacts>>;
  /** The error codes that are its own, beside those that every method has. */
  readonly errors: readonly number[];
  /** How it returns a list, when it does. */
  readonly paging?: PagingFacts;
}

/** The methods of a section, by their full names. */
export type SectionFacts = Readonly<Record<string, SchemaFacts>>;
