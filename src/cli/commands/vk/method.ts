import type { ParameterFacts } from "../../../api/facts.ts";
import { loadMethod, type MethodFacts } from "../../../api/method.ts";
import type { MethodName } from "../../../api/method-types.ts";
import { ArgumentError, MissingArgumentError } from "../../../errors.ts";
import { localize } from "../../../i18n/localize.ts";
import { readStdinIfDash } from "../../../invoke/arguments.ts";
import { readParameters } from "../../../invoke/method-arguments.ts";
import { single } from "../../../invoke/values.ts";
import type { Command, CommandContext, OptionSpec } from "../../framework/command.ts";
import { authOption } from "../../options/auth.ts";
import { rowsOptions } from "../../options/rows.ts";
import { callOptions, readList, runCalls } from "./calls.ts";
import { isOwnOption, isTaken, methodOptions } from "./method-options.ts";
import type { RowOperation } from "./rows.ts";

/**
 * The command of a VK method.
 *
 * @param name its name, `wall.get`
 * @param args the words after it; with `--unchecked` any method has a command
 * @returns `undefined` when VK has no such method
 */
export async function methodCommand(name: string, args: readonly string[]): Promise<Command | undefined> {
  const facts = await loadMethod(name);
  if (!facts && !args.includes("--unchecked")) return undefined;
  const parameters = facts?.parameters ?? {};
  const own = Object.keys(parameters).filter(parameter => !isTaken(parameter));
  const command: Command = {
    name,
    summary: name,
    options: own.map(parameter => optionOf(parameter, parameters[parameter] ?? { type: "string" }, facts)),
    commonOptions: [
      ...[methodOptions.data, ...(facts?.paging ? [methodOptions.all, methodOptions.limit] : [])].filter(
        option => !own.includes(option.name),
      ),
      methodOptions.unchecked,
      authOption,
      ...callOptions,
      ...rowsOptions.filter(option => !own.includes(option.name)),
    ],
    openWith: methodOptions.unchecked.name,
    ...(facts && {
      described: async translate =>
        (await import("./method-help.ts")).describedCommand(command, facts, translate),
    }),
    run: context => runMethod(name, facts, own, context),
  };
  return command;
}

/** Idempotency keys, which oint generates. */
const generatedKeys: readonly string[] = ["guid", "random_id"];

function optionOf(name: string, facts: ParameterFacts, method: MethodFacts | undefined): OptionSpec {
  const values = (facts.enum ?? facts.items?.enum ?? []).map(String);
  return {
    name,
    takesValue: facts.type === "boolean" ? "optional" : "always",
    description: "",
    required: facts.required === true && !(generatedKeys.includes(name) && method?.policy.retry === name),
    ...(values.length > 0 && { complete: () => values }),
  };
}

/** The method as it is called for each row. */
function rowOperation(name: string, facts: MethodFacts | undefined, own: readonly string[]): RowOperation {
  const parameters = facts?.parameters ?? {};
  return {
    name,
    options: own.map(parameter => {
      const { type = "string" } = parameters[parameter] ?? {};
      return { name: parameter, type: "json", array: type === "array" };
    }),
    methods: [{ name, retry: facts?.policy.retry ?? "non-idempotent" }],
    run: async (values, resolveAuth) => {
      const auth = await resolveAuth(await readStdinIfDash(single(values, "auth")));
      if (!auth) throw new MissingArgumentError("auth", "Credentials");
      const named = new Map([...values].filter(([option]) => own.includes(option)));
      const params = await readParameters(parameters, named, undefined, values.get("param") ?? []);
      const { callMethod } = await import("../../../core/call-method.ts");
      return callMethod(name as MethodName, params, auth); // the command has this name
    },
  };
}

async function runMethod(
  method: string,
  facts: MethodFacts | undefined,
  own: readonly string[],
  context: CommandContext,
): Promise<unknown> {
  const { options } = context;
  if (options.has("rows") && !own.includes("rows")) {
    return (await import("./rows.ts")).runOnRows(rowOperation(method, facts, own), context);
  }
  const unchecked = options.has("unchecked");
  const parameters = facts?.parameters ?? {};
  const list = listOptions(facts, own, context);
  const named = [...options].filter(([name]) => own.includes(name) || (unchecked && !isOwnOption(name)));
  const parameterOptions = new Map(named.filter(([name]) => !(list && name === "limit")));
  const data = own.includes("data") ? undefined : single(options, "data");
  const params = await readParameters(parameters, parameterOptions, data, options.get("param") ?? []);
  return runCalls(context, { takesAuth: true }, async resolveAuth => {
    const auth = await resolveAuth(await readStdinIfDash(single(options, "auth")));
    if (!auth) throw new MissingArgumentError("auth", "Credentials");
    if (list) {
      const { eachItem } = await import("../../../core/each-item.ts");
      return readList(context, eachItem(method as MethodName, params, auth, list)); // the command has this name
    }
    // The check of the parameters is at the call.
    const { callMethod } = await import("../../../core/call-method.ts");
    return unchecked
      ? callMethod(method, params, auth, { unchecked })
      : callMethod(method as MethodName, params, auth); // the command has this name
  });
}

/** What is asked of a list; a method that has a `limit` of its own keeps it where the list is not asked for. */
function listOptions(
  facts: MethodFacts | undefined,
  own: readonly string[],
  { options }: CommandContext,
): { readonly limit: number | undefined } | undefined {
  if (!facts?.paging || !(options.has("all") || (options.has("limit") && !own.includes("limit"))))
    return undefined;
  if (options.has("unchecked"))
    throw new ArgumentError("unchecked", localize("does not go with --all and --limit"));
  const limit = single(options, "limit");
  if (limit !== undefined && !/^\d+$/.test(limit)) {
    throw new ArgumentError(
      "limit",
      localize("got {value}, expected a number of items such as {example}", {
        value: `"${limit}"`,
        example: 1000,
      }),
    );
  }
  return { limit: limit === undefined ? undefined : Number(limit) };
}
