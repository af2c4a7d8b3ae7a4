import type { RetryPolicy } from "../../../api/policy.ts";
import { type Checked, checkRows } from "../../../bulk/check-rows.ts";
import { type ColumnOption, type Columns, columnsOf, headingOf, toValues } from "../../../bulk/columns.ts";
import { readHeadings, readRows } from "../../../bulk/read-rows.ts";
import { repeatOf } from "../../../bulk/repeat.ts";
import { reportRows } from "../../../bulk/report.ts";
import type { Row } from "../../../bulk/row.ts";
import { type RowOutcome, runRows } from "../../../bulk/run-rows.ts";
import type { Auth } from "../../../core/auth.ts";
import { itemError } from "../../../core/item-error.ts";
import type { RequestEvent } from "../../../core/request-events.ts";
import { withSettings } from "../../../core/settings-scope.ts";
import { ArgumentError, OintError } from "../../../errors.ts";
import { localize } from "../../../i18n/localize.ts";
import type { AuthResolver, CommunityToken } from "../../../invoke/arguments.ts";
import { single, type Values } from "../../../invoke/values.ts";
import { limitOf } from "../../../validation/numbers.ts";
import type { CommandContext } from "../../framework/command.ts";
import { exitCodes } from "../../framework/exit-codes.ts";
import { challengeHandler } from "../../options/challenge.ts";
import { isDryRun } from "../../options/output.ts";
import { isRowsOption } from "../../options/rows.ts";
import { withSession } from "../../session.ts";
import { type RowsFile, rowsFile } from "./rows-file.ts";
import { reportWriter } from "./rows-report.ts";
import { Summary } from "./rows-summary.ts";

/** What is done with each row: a function, or a VK method. */
export interface RowOperation {
  readonly name: string;
  /** The options that a column can be. */
  readonly options: readonly ColumnOption[];
  /** The VK methods that it calls, and whether they can be repeated. */
  readonly methods: ReadonlyArray<{ readonly name: string; readonly retry: RetryPolicy }>;
  /** Does it with the options of one call. */
  readonly run: (options: Values, resolveAuth: AuthResolver, token: CommunityToken) => Promise<unknown>;
}

/**
 * Carries out a command for each row of a file. All rows are checked before the first is sent.
 *
 * @param operation the command
 * @param context its context
 */
export async function runOnRows(operation: RowOperation, context: CommandContext): Promise<void> {
  const { options } = context;
  refuseSharedKey(options);
  const file = await rowsFile(single(options, "rows") ?? "");
  const settings = { onChallenge: challengeHandler(options), signal: undefined };
  const work = async (resolveAuth: AuthResolver, token: CommunityToken) => {
    const runner = await runnerOf(operation, file.path, context, resolveAuth, token);
    const { count } = await check(file.path, runner, context);
    if (isDryRun(options)) await context.writeRows(plans(file.path, runner));
    else await carryOut(operation, file, runner, count, context);
  };
  await withSession(context, { takesAuth: true, settings }, work).finally(file.close);
}

/** Each row has a key of its own, by which VK recognizes its repetition. With one for all, VK would do the first row only. */
function refuseSharedKey(options: Values): void {
  const isGiven = (name: string) =>
    options.has(name) || options.get("param")?.some(assignment => assignment.startsWith(`${name}=`));
  const named = ["guid", "random_id"].find(isGiven);
  if (named === undefined) return;
  throw new ArgumentError(
    named,
    localize(
      "is made for each row; with one for all rows, VK would take the others for repetitions of the first",
    ),
  );
}

/** What does the operation with a row, and where its cells go. */
interface RowRunner {
  readonly run: (row: Row) => Promise<unknown>;
  readonly columns: Columns;
}

/** Returns what does the operation with a row: options of the command line hold for all rows. */
async function runnerOf(
  operation: RowOperation,
  path: string,
  { options }: CommandContext,
  resolveAuth: AuthResolver,
  token: CommunityToken,
): Promise<RowRunner> {
  const common = [...options].filter(([name]) => !isRowsOption(name));
  const assignments = options.get("column") ?? [];
  let auth: Promise<Auth | undefined> | undefined;
  const resolveOnce: AuthResolver = argument => {
    auth ??= resolveAuth(argument);
    return auth;
  };
  const headings = await readHeadings(path);
  if (headings.length === 0) throw new ArgumentError("rows", localize("{path} has no rows", { path }));
  const columns = columnsOf(headings, operation.options, assignments);
  return {
    columns,
    run: row => operation.run(new Map([...common, ...toValues(row, columns)]), resolveOnce, token),
  };
}

/** Checks all rows; nothing is sent. */
async function check(
  path: string,
  { run, columns }: RowRunner,
  { options, io }: CommandContext,
): Promise<Checked> {
  const dryRun = { dryRun: true, onRequestEvent: () => {} };
  const checked = await checkRows(
    readRows(path),
    row => withSettings(dryRun, () => run(row)),
    single(options, "key"),
  );
  const { problems, duplicates } = checked;
  for (const [line, earlier] of duplicates.slice(0, maxListed)) {
    io.status(`oint: ${localize("line {line} is the same as line {earlier}", { line, earlier })}\n`);
  }
  if (problems.length === 0) return checked;
  for (const { line, column, problem } of problems.slice(0, maxListed)) {
    const place = localize("line {line}", { line });
    io.status(`oint: ${[place, headingOf(column, columns)].filter(Boolean).join(", ")}: ${problem}\n`);
  }
  const count = problems.length;
  throw new ArgumentError("rows", localize("wrong rows: {count}; nothing was sent", { count }));
}

/** How many rows are named, so that the summary stays in sight. */
const maxListed = 100;

/** The requests of each row. */
async function* plans(path: string, { run }: RowRunner): AsyncGenerator<object> {
  for await (const row of readRows(path)) {
    const requests: object[] = [];
    const onRequestEvent = ({ event, target, detail }: RequestEvent) => {
      if (event === "request") requests.push({ request: target, parameters: detail });
    };
    await withSettings({ dryRun: true, onRequestEvent }, () => run(row));
    yield { line: row.line, requests };
  }
}

async function carryOut(
  { name, methods }: RowOperation,
  file: RowsFile,
  { run }: RowRunner,
  total: number,
  context: CommandContext,
): Promise<void> {
  const { options, io, signal } = context;
  const journal = single(options, "journal") ?? file.journal;
  const key = single(options, "key");
  const outcomes = runRows(readRows(file.path), run, {
    name,
    journal,
    repeat: repeatOf(methods),
    key,
    retryFailed: options.has("retry-failed"),
    repeatUnknown: options.has("repeat-unknown"),
    maxErrors: limitOf("max-errors", single(options, "max-errors")),
    concurrency: limitOf("concurrency", single(options, "concurrency")),
    signal,
  });
  const summary = new Summary(total);
  let hasBegun = false;
  const bar = io.isStatusTerminal ? (await import("../../io/terminal.ts")).makeRowsBar(total) : undefined;
  const writeReport = await reportWriter(single(options, "report"));
  async function* lines() {
    for await (const outcome of outcomes) {
      hasBegun = true;
      summary.add(outcome);
      bar?.update(summary.ended);
      if (outcome.status !== "skipped") yield lineOf(outcome);
    }
  }
  try {
    await context.writeRows(lines());
  } finally {
    bar?.stop();
    // Without an outcome the journal is another's, or there is none.
    if (hasBegun) {
      await writeReport(reportRows(readRows(file.path), journal, key));
      io.status(`oint: ${summary.text()}\n`);
    }
  }
  context.setExitCode(signal.aborted ? exitCodes.interrupted : summary.exitCode);
}

/** What is printed of an outcome. */
function lineOf({ row, key, status, result, error }: RowOutcome): object {
  return {
    line: row.line,
    ...(key === row.number ? {} : { key }),
    status,
    ...(result === undefined ? {} : { result }),
    ...(error === undefined ? {} : { error: error instanceof OintError ? itemError(error) : String(error) }),
  };
}
