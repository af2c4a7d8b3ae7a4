import { OintError, UsageError } from "../../errors.ts";
import { currentLang, localize, setDefaultLang } from "../../i18n/localize.ts";
import { single, type Values } from "../../invoke/values.ts";
import { maskText } from "../../secrets.ts";
import { root } from "../commands/index.ts";
import { type Lang, type Translate, translator } from "../i18n/index.ts";
import type { FormatResult } from "../io/format-result.ts";
import { type Io, processIo } from "../io/io.ts";
import { type Output, standardOutput } from "../io/output.ts";
import { renderResult } from "../io/render.ts";
import { outputOptions } from "../options/output.ts";
import { type Command, isGroup } from "./command.ts";
import { exitCodes } from "./exit-codes.ts";
import { readGlobals } from "./globals.ts";
import { type ParsedArgs, parseArgs } from "./parse.ts";
import { reportError } from "./report-error.ts";
import { type Resolved, resolveCommand, withDefault } from "./resolve.ts";

/**
 * Runs a command line.
 *
 * @param argv the words after `oint`
 * @param signal stops the command when it is aborted
 * @returns the exit code
 */
export async function run(argv: readonly string[], signal: AbortSignal): Promise<number> {
  const io = processIo;
  const path: string[] = ["oint"];
  try {
    const { help, lang, words } = readGlobals(argv, io.env);
    setDefaultLang(lang);
    const resolved = await resolveCommand(root, words);
    path.splice(0, path.length, ...resolved.path);
    return await runResolved(resolved, help || resolved.help, lang, io, signal);
  } catch (error) {
    // Whoever interrupts a command knows it, but not what was done before.
    if (signal.aborted && !(error instanceof OintError && error.done.length > 0)) {
      return exitCodes.interrupted;
    }
    const { stdout, stderr, code } = reportError(error, path.join(" "), await translator(currentLang()));
    io.print(stdout);
    const text = maskText(stderr);
    io.status(io.hasStatusColors ? (await import("../io/colors.ts")).redLine(text) : text);
    return signal.aborted ? exitCodes.interrupted : code;
  }
}

async function runResolved(
  resolved: Resolved,
  help: boolean,
  lang: Lang,
  io: Io,
  signal: AbortSignal,
): Promise<number> {
  const { node, path, args } = help ? resolved : await withDefault(resolved);
  if (isGroup(node) && args.length > 0 && !help) {
    throw new UsageError(localize("there is no option {option}", { option: args[0] ?? "" }));
  }
  if (help || isGroup(node) || (args.length === 0 && needsOptions(node))) {
    const { helpOf } = await import("./help.ts");
    const help = await helpOf(node, path, lang, io.columns);
    io.print(`${io.hasOutputColors ? (await import("../io/colors.ts")).boldHeadings(help) : help}\n`);
    return exitCodes.ok;
  }
  return runCommand(node, args, lang, io, signal);
}

/** The name of a command that needs options asks for its help. */
function needsOptions({ options }: Command): boolean {
  return options.some(({ required }) => required === true);
}

async function runCommand(
  command: Command,
  args: readonly string[],
  lang: Lang,
  io: Io,
  signal: AbortSignal,
): Promise<number> {
  const translate = await translator(lang);
  const { options, positionals } = parse(command, args, translate);
  const outputs = outputValues(command, options);
  const format = await formatOf(command, outputs, io, translate);
  const output = await outputFor(single(outputs, "out"), command, signal);
  let isWritten = false;
  let exitCode: number = exitCodes.ok;
  const setExitCode = (code: number) => {
    exitCode = code;
  };
  const writeRows = async (rows: AsyncIterable<unknown>) => {
    isWritten = true;
    const formatRows = (await import("../io/format-result.ts")).formatterFor(outputs, io);
    await output.write(await (await formatRows)(rows), "");
  };
  try {
    const context = { options, positionals, io, root, lang, translate, writeRows, setExitCode, signal };
    const result = await command.run(context);
    if (result !== undefined) await writeTo(output, result, format);
    else if (!isWritten) await output.write("", "");
    return command.exitCode?.(result) ?? exitCode;
  } catch (error) {
    output.discard();
    throw error;
  }
}

/** The options of the output. Where a command has a `query` of its own, the expression is `jmespath`. */
function outputValues({ options }: Command, values: Values): Values {
  const common = [...values].filter(([name]) => !options.some(own => own.name === name));
  return new Map(common.map(([name, value]) => [name === "jmespath" ? "query" : name, value]));
}

/** Writes a result. One that cannot be written as the options say is written whole, because its call was made. */
async function writeTo(output: Output, result: unknown, format: FormatResult): Promise<void> {
  const content = await format(result).catch(async (error: unknown) => {
    const json = renderResult(result);
    await output.write(json, json);
    throw error;
  });
  await output.write(content, typeof content === "string" ? content : renderResult(result));
}

/** Returns what makes text of a result: for people if they see it and the command has a form for them, or as the options say. */
async function formatOf(
  { forPeople }: Command,
  options: Values,
  io: Io,
  translate: Translate,
): Promise<FormatResult> {
  if (outputOptions.some(({ name }) => options.has(name))) {
    return (await import("../io/format-result.ts")).formatterFor(options, io);
  }
  return async result =>
    forPeople && io.isOutputTerminal ? forPeople(result, translate) : renderResult(result);
}

/** Opens the output before anything is sent, so that a result is never lost. */
async function outputFor(
  path: string | undefined,
  { secretResult = false }: Command,
  signal: AbortSignal,
): Promise<Output> {
  if (path === undefined || path === "-") return standardOutput;
  const { openOutput } = await import("../io/output-file.ts");
  return openOutput(path, secretResult, signal);
}

function parse(command: Command, args: readonly string[], translate: Translate): ParsedArgs {
  if (command.rawArgs) return { options: new Map(), positionals: args };
  const { positionals = [], anyPositionals = false, commonOptions = [], openWith } = command;
  const isOpen = openWith !== undefined && args.includes(`--${openWith}`);
  const parsed = parseArgs(args, [...command.options, ...commonOptions], isOpen);
  const extra = parsed.positionals[positionals.length];
  if (extra !== undefined && !anyPositionals) {
    throw new UsageError(localize('unexpected argument "{argument}"', { argument: extra }));
  }
  const missing = positionals[parsed.positionals.length];
  if (missing?.required) {
    throw new UsageError(localize("missing <{positional}>", { positional: translate(missing.name) }));
  }
  return parsed;
}
