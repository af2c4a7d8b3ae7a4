/** The objects in the sandbox. Dates are Unix seconds; an owner ID is negative for a community. */
export type * from "./access.ts";
export type * from "./ads.ts";
export type * from "./events.ts";
export type * from "./files.ts";
export type * from "./market.ts";
export type * from "./messages.ts";
export type * from "./people.ts";
export type * from "./wall.ts";
