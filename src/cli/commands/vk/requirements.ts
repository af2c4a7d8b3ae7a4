import { isUndocumented } from "../../../api/overlay/undocumented.ts";
import { isScopeDocumented } from "../../../api/policies/scopes.ts";
import type { ManifestFunction } from "../../../invoke/manifest.ts";
import type { Translate } from "../../i18n/index.ts";

/** Texts about what a function needs; what is in braces is filled in. */
export const requirementTexts = {
  nothing: "Makes no VK API calls.",
  endpoint: "Calls {endpoint}.",
  methods: "Calls {methods}.",
  tokens: "Token: {tokens}.",
  scopes: "Token: {tokens}. Scopes: {scopes}.",
  undocumentedScope: "VK does not document this scope.",
  undocumented: "Missing from the VK documentation since 2026, may be switched off: {methods}.",
} as const;

/** The kinds of tokens, as the help names them. */
export const tokenKinds = { user: "user", community: "community", service: "service" } as const;

/** What a function calls, and which token it needs. */
export function requirements(
  { methods, endpoint, tokens, scopes }: ManifestFunction,
  translate: Translate,
): string {
  const {
    nothing,
    endpoint: calls,
    methods: callsMethods,
    tokens: needs,
    scopes: needsScopes,
    undocumentedScope,
    undocumented,
  } = requirementTexts;
  if (endpoint !== "") return translate(calls).replace("{endpoint}", endpoint);
  if (methods.length === 0) return translate(nothing);
  const kinds = tokens.map(kind => translate(tokenKinds[kind])).join(", ");
  const token = translate(scopes.length > 0 ? needsScopes : needs)
    .replace("{tokens}", kinds)
    .replace("{scopes}", scopes.join(", "));
  const doubt =
    scopes.length > 0 && !methods.every(isScopeDocumented) ? ` ${translate(undocumentedScope)}` : "";
  const named = (text: string, names: readonly string[]) =>
    translate(text).replace("{methods}", names.join(", "));
  const removed = methods.filter(isUndocumented);
  return [
    named(callsMethods, methods),
    `${token}${doubt}`,
    ...(removed.length > 0 ? [named(undocumented, removed)] : []),
  ].join("\n");
}
