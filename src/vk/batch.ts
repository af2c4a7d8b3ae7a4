import { VkApiError, type VkErrorBody } from "../errors.ts";
import { type Call, commonNames, type Method, type Send, type Step } from "./call.ts";
import { hint } from "./hints.ts";

/** VK's limit of calls in one execute. Source: https://dev.vk.com/ru/method/execute */
const mostCalls = 25;

/** What belongs to the request and not to a call in it. */
const outer = ["access_token", ...commonNames];

/** Methods that save an upload do not work inside execute; and execute does not hold itself. */
function canBeBatched({ method, settings }: Call): boolean {
  return settings.batch === true && method !== "execute" && !/\.save/.test(method);
}

/** A call that waits for others to go with. */
interface Waiting {
  readonly call: Call;
  readonly resolve: (answer: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/** Sends calls that are made at the same time together, where the settings ask for it. */
export function batch(): Step {
  return next => {
    let waiting: Waiting[] = [];
    const flush = () => {
      const all = waiting;
      waiting = [];
      for (let i = 0; i < all.length; i += mostCalls) void sendTogether(next, all.slice(i, i + mostCalls));
    };
    return call => {
      if (!canBeBatched(call)) return next(call);
      return new Promise((resolve, reject) => {
        if (waiting.length === 0) setImmediate(flush);
        waiting.push({ call, resolve, reject });
      });
    };
  };
}

async function sendTogether(next: Send, together: readonly Waiting[]): Promise<void> {
  const [first] = together;
  if (!first) return;
  try {
    if (together.length === 1) return first.resolve(await next(first.call));
    const shared = Object.entries(first.call.params).filter(([name]) => outer.includes(name));
    const code = `return [${together.map(({ call }) => inScript(call)).join(",")}];`;
    const params = { ...Object.fromEntries(shared), code };
    settle(together, (await next({ ...first.call, method: "execute", params })) as ExecuteAnswer); // VK's answer
  } catch (error) {
    // What befell the request befell every call in it; each decides for itself whether it can be repeated.
    for (const { reject } of together) reject(error);
  }
}

/** A call in VKScript, `API.likes.add({"item_id":"1"})`. */
function inScript({ method, params }: Call): string {
  const own = Object.entries(params).filter(([name]) => !outer.includes(name));
  return `API.${method}(${JSON.stringify(Object.fromEntries(own))})`;
}

interface ExecuteAnswer {
  readonly response: readonly unknown[];
  readonly execute_errors?: ReadonlyArray<VkErrorBody & { readonly method?: Method }>;
}

/** A call that failed has `false` in its place, and its error stands in the list of errors, in the order of the calls. */
function settle(together: readonly Waiting[], { response, execute_errors = [] }: ExecuteAnswer): void {
  const errors = execute_errors.filter(({ method }) => method !== "execute");
  together.forEach(({ call, resolve, reject }, i) => {
    const answer = response[i];
    const mine = answer === false && errors[0]?.method === call.method ? errors.shift() : undefined;
    if (mine) reject(new VkApiError(call.method, call.params, mine, hint(call.method, mine)));
    else resolve({ response: answer });
  });
}
