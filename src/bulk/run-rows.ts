import { itemError, itemErrors } from "../core/item-error.ts";
import { currentSettings, withCurrentSettings, withSettings } from "../core/settings-scope.ts";
import { ArgumentError, OintError, TransportError } from "../errors.ts";
import { localize } from "../i18n/localize.ts";
import { type Identity, identify, retryKeys } from "./identity.ts";
import { ItemsError } from "./items-error.ts";
import { type Ending, type Entry, Journal } from "./journal.ts";
import { isRecognized, type Repeat } from "./repeat.ts";
import type { Row } from "./row.ts";
import { stopsAll } from "./stop.ts";
import { UnderWay } from "./under-way.ts";

/** How an operation on many rows is carried out. */
export interface RowsOptions {
  /** File that records what was begun and how it ended; the same operation with the same journal goes on where it stopped. */
  readonly journal: string;
  /** Name of the operation; a journal belongs to one. */
  readonly name: string;
  /** Heading of the column that identifies a row. Empty: the number of the row does. */
  readonly key?: string | undefined;
  /** Whether a row that was under way when the process died can be done again. Empty: never. */
  readonly repeat?: Repeat | undefined;
  /** Do the rows again that failed. */
  readonly retryFailed?: boolean | undefined;
  /** Do the rows again whose outcome is unknown, at the risk of doing them twice. */
  readonly repeatUnknown?: boolean | undefined;
  /** Stop after this many errors. Empty: never. */
  readonly maxErrors?: number | undefined;
  /** Number of rows that are under way at the same time. Empty: 75, which fills three requests to `execute`. */
  readonly concurrency?: number | undefined;
  /** Aborted: no further row begins, and those under way are finished. */
  readonly signal?: AbortSignal | undefined;
}

/** What became of a row. */
export interface RowOutcome {
  /** The row. */
  readonly row: Row;
  /** Value of its key column, or its number. */
  readonly key: string | number;
  /**
   * `done`, `failed`, `unknown` (VK may have done it), `undone` (an error that is not the row's own, such as an invalid
   * token), or `skipped`: an earlier run did it.
   */
  readonly status: "done" | "failed" | "unknown" | "undone" | "skipped";
  /** Of a row that was skipped: what the journal says of it. */
  readonly before?: Ending;
  /** What the operation returned, if it did. */
  readonly result?: unknown;
  /** Why it failed or is unknown; an {@link ItemsError} if the result tells of items that failed. */
  readonly error?: unknown;
}

const defaultConcurrency = 75;

/**
 * Carries out an operation on many rows, each once: what a journal says is done is not done again, also after the process
 * died.
 *
 * @param rows the rows
 * @param operation does what is to be done with a row; the calls in it carry keys by which VK recognizes a repetition
 * @param options the journal, and how to go on
 * @returns the outcomes, as the rows end
 * @throws {ConfigError} if another process has the journal, or it belongs to another operation
 * @throws {ArgumentError} if a row was changed after it was sent, or has no key
 * @throws {OintError} the error after which every further row would fail too, such as an invalid token; the row with it can
 *   be done again
 * @example
 * ```ts
 * import { authFromProfile, OPI_VK, type Row, readRows, runRows } from "oint";
 *
 * const auth = await authFromProfile();
 * const options = { name: "posts", journal: "posts.journal.jsonl", repeat: "keyed" } as const;
 * const post = ({ values }: Row) => OPI_VK.createPost(String(values.text), [], false, "", auth);
 * for await (const { key, status } of runRows(readRows("posts.csv"), post, options)) console.log(key, status);
 * ```
 */
export async function* runRows(
  rows: AsyncIterable<Row>,
  operation: (row: Row) => Promise<unknown>,
  options: RowsOptions,
): AsyncGenerator<RowOutcome> {
  const { concurrency = defaultConcurrency, signal } = options;
  const journal = await Journal.open(options.journal, options.name);
  const run = withCurrentSettings((row: Row, identity: Identity) =>
    runRow(row, identity, operation, journal),
  );
  const underWay = new UnderWay<RowOutcome>();
  const stop = new StopRule(options.maxErrors);
  const nextEnded = async () => {
    const outcome = await underWay.next();
    stop.note(outcome);
    return outcome;
  };
  try {
    // Rows that begin together share a flush of the journal, and their calls a request.
    for await (const group of inGroups(rows, Math.min(groupSize, concurrency))) {
      while (underWay.size + group.length > concurrency) yield await nextEnded();
      if (stop.isReached || signal?.aborted) break;
      for (const row of group) {
        const identity = identify(row, options.key);
        const decision = decide(row, journal.get(identity.key), identity, options);
        if (decision === "do") underWay.add(run(row, identity));
        else yield { row, key: identity.key, ...decision };
      }
    }
    while (underWay.size > 0) yield await nextEnded();
    stop.throwIfReached();
  } finally {
    await underWay.settle();
    await journal.close();
  }
}

/** VK's limit of calls per `execute`. Source: https://dev.vk.com/ru/method/execute */
const groupSize = 25;

async function* inGroups(rows: AsyncIterable<Row>, size: number): AsyncGenerator<Row[]> {
  let group: Row[] = [];
  for await (const row of rows) {
    group.push(row);
    if (group.length < size) continue;
    yield group;
    group = [];
  }
  if (group.length > 0) yield group;
}

/** What is to be done with a row: the operation, or nothing, and what became of it before. */
function decide(
  row: Row,
  entry: Entry | undefined,
  { digest }: Identity,
  { repeat = "never", retryFailed = false, repeatUnknown = false }: RowsOptions,
): "do" | Pick<RowOutcome, "status" | "before"> {
  if (!entry || entry.status === "undone") return "do";
  const { status, at } = entry;
  const isChanged = entry.digest !== digest;
  if (status === "failed") {
    return retryFailed || isChanged ? "do" : { status: "skipped", before: "failed" };
  }
  if (isChanged) throw changedRow(row, status);
  if (status === "done") return { status: "skipped", before: "done" };
  if (repeatUnknown) return "do";
  if (repeat === "always" || (repeat === "keyed" && isRecognized(at))) return "do";
  return { status: "skipped", before: "unknown" };
}

/** The error for a row that is not what the journal says was sent. */
function changedRow({ line }: Row, status: string): ArgumentError {
  const values = { line, status };
  return new ArgumentError(
    "rows",
    localize(
      "line {line} was changed after it was sent ({status}); restore it, or use another journal",
      values,
    ),
  );
}

async function runRow(
  row: Row,
  identity: Identity,
  operation: (row: Row) => Promise<unknown>,
  journal: Journal,
): Promise<RowOutcome> {
  const keys = retryKeys(journal.id, identity.key);
  const before = journal.get(identity.key)?.status;
  const mayBeDone = before === "begun" || before === "unknown";
  await journal.begin(identity, keys);
  // A parameter of the caller's own goes before the key; whoever stops the rows lets those finish that began.
  const params = { ...keys, ...currentSettings().params };
  const outcome = await withSettings({ params, batch: true, signal: undefined }, () => operation(row)).then(
    outcomeOf,
    (error: unknown) => ({ status: statusOf(error, mayBeDone), error }) as const,
  );
  const { status, ...told } = outcome;
  const error = "error" in told ? { error: describe(told.error) } : {};
  await journal.end(identity, status, { ...told, ...error });
  return { row, key: identity.key, ...outcome };
}

/** The outcome of a row whose calls returned: one that tells of several items is done if none of them failed. */
function outcomeOf(result: unknown): Pick<RowOutcome, "result" | "error"> & { readonly status: Ending } {
  const errors = itemErrors(result);
  if (errors.length === 0) return { status: "done", result };
  const total = (result as readonly unknown[]).length; // it has items
  // A repetition would do the others again, and some of those that failed perhaps too.
  const isPartlyDone = errors.length < total || errors.some(({ outcome_unknown }) => outcome_unknown);
  return { status: isPartlyDone ? "unknown" : "failed", result, error: new ItemsError(errors, total) };
}

/** What an error says of its row; `mayBeDone`: VK may have done it in an earlier run. */
function statusOf(error: unknown, mayBeDone: boolean): "failed" | "unknown" | "undone" {
  if (!(error instanceof OintError)) return "unknown";
  if ("outcomeUnknown" in error && error.outcomeUnknown) return "unknown";
  if (!stopsAll(error) && !isUnreached(error)) return "failed";
  return mayBeDone ? "unknown" : "undone";
}

/** Whether VK was not reached, so that the error is not the row's own. */
function isUnreached(error: unknown): boolean {
  return error instanceof TransportError && !error.sent;
}

function describe(error: unknown): object {
  return error instanceof OintError ? itemError(error) : { error_code: "", error_msg: String(error) };
}

/** How many rows in a row may fail to reach VK. */
const maxUnreached = 3;

/** Decides when no further row begins. */
class StopRule {
  readonly #maxErrors: number;
  #errors = 0;
  #unreached = 0;
  #reason: unknown;

  constructor(maxErrors = Number.POSITIVE_INFINITY) {
    this.#maxErrors = maxErrors;
  }

  get isReached(): boolean {
    return this.#reason !== undefined || this.#errors >= this.#maxErrors;
  }

  note({ status, error }: RowOutcome): void {
    if (status === "failed" || status === "unknown") this.#errors++;
    this.#unreached = isUnreached(error) ? this.#unreached + 1 : 0;
    const isForeign = error !== undefined && !(error instanceof OintError && !stopsAll(error));
    if (isForeign || this.#unreached >= maxUnreached) this.stop(error);
  }

  /** No further row begins, because of this error. */
  stop(reason: unknown): void {
    this.#reason ??= reason;
  }

  /** Throws the error after which every further row would fail too. */
  throwIfReached(): void {
    if (this.#reason !== undefined) throw this.#reason;
  }
}
