import type { MethodType, SchemaMethodTypes } from "./generated/types.ts";
import type { AddedMethodTypes, AddedParameterTypes } from "./overlay/types.ts";

/** Parameters and response of every VK method, from the official typings and the overlay. */
export type Methods = {
  [M in keyof SchemaMethodTypes]: M extends keyof AddedParameterTypes
    ? MethodType<SchemaMethodTypes[M]["params"] & AddedParameterTypes[M], SchemaMethodTypes[M]["response"]>
    : SchemaMethodTypes[M];
} & AddedMethodTypes;

/** Name of a VK method. */
export type MethodName = keyof Methods;

/** The parameters of a VK method. */
export type MethodParams<M extends MethodName> = Methods[M]["params"];

/** What a VK method returns under `response`. */
export type MethodResponse<M extends MethodName> = Methods[M]["response"];
