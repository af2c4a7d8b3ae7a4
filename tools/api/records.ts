/** Extracts names and types from VK's schema; its sentences are omitted. */
import type {
  AccessTokenType,
  ParameterFacts,
  ParameterType,
  SchemaFacts,
  ValueFacts,
} from "../../src/api/facts.ts";
import { pagingOf } from "./paging.ts";
import type { Schema, SchemaMethod, SchemaNode } from "./schema.ts";

const tokenTypes: Readonly<Record<string, AccessTokenType>> = {
  user: "user",
  group: "community",
  service: "service",
  open: "open",
};

/** Returns the facts about a method in the schema, without its descriptions. */
export function schemaFacts(schema: Schema, method: SchemaMethod): SchemaFacts {
  const parameters = (method.parameters ?? []).map(
    parameter => [parameter.name, parameterFacts(schema, parameter)] as const,
  );
  const paging = pagingOf(schema, method);
  const errors = (method.errors ?? []).map(error => schema.errorCode(error));
  return {
    tokens: method.access_token_type.map(name => {
      const type = tokenTypes[name];
      if (!type) throw new Error(`${method.name}: unknown token type ${name}`);
      return type;
    }),
    parameters: Object.fromEntries(parameters),
    errors: [...new Set(errors)].sort((a, b) => a - b),
    ...(paging && { paging }),
  };
}

function parameterFacts(schema: Schema, parameter: SchemaNode): ParameterFacts {
  const { minItems, maxItems, minLength, maxLength, required } = parameter;
  const value = valueFacts(schema, parameter);
  const fallback = defaultValue(value.type, parameter.default);
  return {
    ...value,
    ...(required === true && { required }),
    ...(fallback !== undefined && { default: fallback }),
    ...(minLength !== undefined && { minLength }),
    ...(maxLength !== undefined && { maxLength }),
    ...(value.type === "array" && parameter.items && { items: valueFacts(schema, parameter.items) }),
    ...(minItems !== undefined && { minItems }),
    ...(maxItems !== undefined && { maxItems }),
  };
}

/** Lists of fields that the generated files take from `src/api/overlay/profile-fields.ts`. */
const fieldLists = [
  "../users/objects.json#/definitions/users_fields",
  "../groups/objects.json#/definitions/groups_fields",
  "../base/objects.json#/definitions/base_user_group_fields",
];

/** Placeholder in a record for the list of profile fields. */
export const profileFields: readonly string[] = ["profileFields"];

/** Returns the fields of users and communities in the schema. */
export function schemaFields(schema: Schema): string[] {
  return [...new Set(fieldLists.flatMap($ref => (schema.resolve({ $ref }).enum ?? []).map(String)))].sort();
}

function valueFacts(schema: Schema, node: SchemaNode): ValueFacts {
  if (node.$ref && fieldLists.includes(node.$ref)) {
    return { type: "string", enum: profileFields };
  }
  const resolved = schema.resolve(node);
  const { minimum, maximum, enumNames, format } = resolved;
  const type = valueType(schema, node);
  const isNumeric = type === "integer" || type === "number";
  return {
    type,
    ...(resolved.enum && { enum: resolved.enum }),
    ...(resolved.enum && enumNames && { enumNames }),
    ...(isNumeric && minimum !== undefined && { minimum }),
    ...(isNumeric && maximum !== undefined && { maximum }),
    ...(type === "integer" && (format === "int32" || format === "int64") && { format }),
  };
}

/** The type of a value. A string is JSON when its format, its description or the type that it refers to says so. */
function valueType(schema: Schema, node: SchemaNode): ParameterType {
  const { type, format } = schema.resolve(node);
  if (Array.isArray(type)) return "integer or string";
  if (format === "json" || type === "object") return "json";
  if (type === "string" && node.$ref && schema.resolve({ $ref: node.$ref }).type === "object") return "json";
  if (type === "string" && /\bJSON\b/.test(node.description ?? "")) return "json";
  const simpleTypes: readonly ParameterType[] = ["string", "integer", "number", "boolean", "array"];
  const simpleType = simpleTypes.find(item => item === type);
  if (!simpleType) throw new Error(`unknown type ${String(type)}: ${JSON.stringify(node)}`);
  return simpleType;
}

function defaultValue(type: ParameterType, value: unknown): string | number | boolean | undefined {
  if (value === undefined || (Array.isArray(value) && value.length === 0)) return undefined;
  if (Array.isArray(value)) return value.join(",");
  if (type === "boolean") return value === true || value === 1 || value === "1";
  return typeof value === "number" ? value : String(value);
}
