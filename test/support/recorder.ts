import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach } from "vitest";

/** A call that came in. */
export interface Recorded {
  readonly method: string;
  readonly params: Readonly<Record<string, string>>;
  /** Whether it came inside an `execute`. */
  readonly batched: boolean;
}

/** What a method returns: what stands under `response`, an object with VK's `error`, or a Status. */
export type Responder = (method: string, params: Readonly<Record<string, string>>, nth: number) => unknown;

/** A status in place of a response. */
export class Status {
  readonly code: number;
  constructor(code: number) {
    this.code = code;
  }
}

/** A server that notes every call and returns what the test wants; it plays `execute` with the scripts of oint. */
export interface Recorder {
  readonly apiUrl: string;
  readonly calls: Recorded[];
  /** How many requests came. */
  requests: number;
  respond: Responder;
}

const script = /^return \[(.*)\];$/s;

function callsIn(code: string): Array<{ method: string; params: Record<string, string> }> {
  const list = (script.exec(code)?.[1] ?? "").replaceAll(
    /API\.([\w.]+)\((\{[^}]*\})\)/g,
    '{"method":"$1","params":$2}',
  );
  return JSON.parse(`[${list}]`);
}

function isError(outcome: unknown): outcome is { readonly error: object } {
  return typeof outcome === "object" && outcome !== null && "error" in outcome;
}

/** What execute returns: `false` in the place of a call that failed, and its error beside. */
function played(outcomes: ReadonlyArray<readonly [string, unknown]>): object {
  const execute_errors = outcomes.flatMap(([method, outcome]) =>
    isError(outcome) ? [{ method, ...outcome.error }] : [],
  );
  const response = outcomes.map(([, outcome]) => (isError(outcome) ? false : outcome));
  return { response, ...(execute_errors.length > 0 && { execute_errors }) };
}

export function useRecorder(): Recorder {
  let server: Server;
  const recorder = {
    apiUrl: "",
    calls: [] as Recorded[],
    requests: 0,
    respond: (() => 1) as Responder,
  };
  const one = (method: string, params: Readonly<Record<string, string>>, batched: boolean) => {
    recorder.calls.push({ method, params, batched });
    return recorder.respond(method, params, recorder.calls.length);
  };
  beforeAll(async () => {
    server = createServer(async (request, response) => {
      let body = "";
      for await (const chunk of request) body += chunk;
      recorder.requests++;
      const method = (request.url ?? "").slice("/method/".length);
      const params = Object.fromEntries(new URLSearchParams(body));
      const isScript = method === "execute" && script.test(params.code ?? "");
      const outcome = isScript
        ? played(callsIn(params.code ?? "").map(call => [call.method, one(call.method, call.params, true)]))
        : one(method, params, false);
      if (outcome instanceof Status) response.statusCode = outcome.code;
      const isWhole = isError(outcome) || isScript;
      response.end(
        outcome instanceof Status ? "" : JSON.stringify(isWhole ? outcome : { response: outcome }),
      );
    });
    await new Promise<void>(resolve => server.listen(0, "127.0.0.1", resolve));
    recorder.apiUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/method`; // it listens on a port
  });
  beforeEach(() => {
    recorder.calls.length = 0;
    recorder.requests = 0;
    recorder.respond = () => 1;
  });
  afterAll(() => void server.close());
  return recorder;
}
