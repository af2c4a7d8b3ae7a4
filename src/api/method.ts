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

/** What is known of a VK method. */
export interface MethodFacts {
  /** Its name, `wall.post`. */
  readonly name: string;
  /** Its section, `wall`. */
  readonly section: string;
  /** Its parameters, in VK's order. */
  readonly parameters: Readonly<Record<string, ParameterFacts>>;
  /** Whether it hands on parameters of any other name. */
  readonly anyParameters: boolean;
  /** Whose token it accepts; empty: VK does not say. */
  readonly tokens: readonly AccessTokenType[];
  /** What was seen of it with other tokens. */
  readonly tokenReports: readonly TokenReport[];
  /** Error codes that are its own. */
  readonly errors: readonly number[];
  /** How it returns a list page by page, when it does. */
  readonly paging?: PagingFacts;
  /** Whether it can be repeated, and which scope it needs. */
  readonly policy: MethodPolicy;
  /** Its page in VK's documentation, also where VK took it down. */
  readonly page: string;
  /** VK took its page down, and may switch it off. */
  readonly undocumented: boolean;
}

/** The names of all methods that VK has in its schema or its documentation. */
export const methodNames: readonly string[] = [...names, ...Object.keys(addedMethods)].sort();

/**
 * Loads what is known of a method; of all methods only its section is read.
 *
 * @param name its name, `wall.post`
 * @returns `undefined` when VK has no method of this name; {@link suggestMethod} finds the nearest
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

/** The method whose name is most like the given one; `undefined` when none is near. */
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
