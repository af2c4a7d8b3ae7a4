import { suggest } from "../validation/suggest.ts";
import type { AccessTokenType, PagingFacts, ParameterFacts, SchemaFacts } from "./facts.ts";
import { names } from "./generated/names.ts";
import { sections } from "./generated/sections.ts";
import { addedMethods } from "./overlay/methods.ts";
import { notPaged, pagingCorrections } from "./overlay/paging.ts";
import { addedParameters, anyParameters, documentedValues, secretParameters } from "./overlay/parameters.ts";
import { type TokenReport, tokenReports } from "./overlay/tokens.ts";
import { isUndocumented } from "./overlay/undocumented.ts";
import { type MethodPolicy, policyOf } from "./policy.ts";

/** Description of a VK method. */
export interface MethodFacts {
  /** Method name, `wall.post`. */
  readonly name: string;
  /** Its section, `wall`. */
  readonly section: string;
  /** Its parameters, in VK's order. */
  readonly parameters: Readonly<Record<string, ParameterFacts>>;
  /** Whether it also accepts parameters with any other name. */
  readonly anyParameters: boolean;
  /** Token types that it accepts. Empty: unknown. */
  readonly tokens: readonly AccessTokenType[];
  /** Reports about other token types. */
  readonly tokenReports: readonly TokenReport[];
  /** Error codes specific to the method. */
  readonly errors: readonly number[];
  /** How it returns a list page by page, if it does. */
  readonly paging?: PagingFacts;
  /** Whether it is safe to retry, and which scope it requires. */
  readonly policy: MethodPolicy;
  /** URL of its page in VK's documentation, even if VK has removed the page. */
  readonly page: string;
  /** Whether VK has removed its page and may disable it. */
  readonly undocumented: boolean;
}

/** Names of all methods in VK's schema or documentation. */
export const methodNames: readonly string[] = [...names, ...Object.keys(addedMethods)].sort();

/**
 * Loads the description of a method. Only the method's section is loaded.
 *
 * @param name the method name, `wall.post`
 * @returns `undefined` if VK has no method with this name; {@link suggestMethod} finds the closest one
 */
export async function loadMethod(name: string): Promise<MethodFacts | undefined> {
  const facts = await schemaFacts(name);
  if (!facts) return undefined;
  const [section = name] = name.split(".");
  const paging = correctedPaging(name, facts.paging);
  return {
    name,
    section,
    parameters: withOverlay(name, facts.parameters),
    anyParameters: anyParameters.has(name),
    tokens: facts.tokens,
    tokenReports: Object.hasOwn(tokenReports, name) ? (tokenReports[name] ?? []) : [],
    errors: facts.errors,
    ...(paging && { paging }),
    policy: policyOf(name, true),
    page: `https://dev.vk.com/ru/method/${name}`,
    undocumented: isUndocumented(name),
  };
}

/** Returns the method name closest to an unknown name; `undefined` if none is similar. */
export function suggestMethod(name: string): string | undefined {
  return suggest(name, methodNames);
}

async function schemaFacts(name: string): Promise<SchemaFacts | undefined> {
  if (Object.hasOwn(addedMethods, name)) return addedMethods[name];
  const [section = ""] = name.split(".");
  const load = Object.hasOwn(sections, section) ? sections[section] : undefined;
  if (!load) return undefined;
  const { methods } = await load();
  return Object.hasOwn(methods, name) ? methods[name] : undefined;
}

function withOverlay(
  method: string,
  parameters: Readonly<Record<string, ParameterFacts>>,
): Record<string, ParameterFacts> {
  const all = { ...parameters, ...(Object.hasOwn(addedParameters, method) ? addedParameters[method] : {}) };
  return Object.fromEntries(
    Object.entries(all).map(([name, facts]) => [
      name,
      {
        ...facts,
        ...(Object.hasOwn(documentedValues, name) ? documentedValues[name] : {}),
        ...(secretParameters.has(name) && { secret: true }),
      },
    ]),
  );
}

function correctedPaging(method: string, paging: PagingFacts | undefined): PagingFacts | undefined {
  if (!paging || notPaged.has(method)) return undefined;
  if (!Object.hasOwn(pagingCorrections, method)) return paging;
  const { source, ...correction } = pagingCorrections[method] ?? {};
  return { ...paging, ...correction };
}
