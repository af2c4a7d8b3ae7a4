/**
 * Calls every function, and every VK method by its name, on a sandbox and validates each request against VK's official schema: `npm run conformance -- PATH`,
 * where PATH is a clone of https://github.com/VKCOM/vk-api-schema, which is not part of this repository.
 */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { loadMethod, methodNames } from "../src/api/method.ts";
import { addedMethods } from "../src/api/overlay/methods.ts";
import { addedParameters } from "../src/api/overlay/parameters.ts";
import { OPI_VK, withSettings } from "../src/index.ts";
import { functions } from "../src/invoke/manifest.ts";
import { type ReceivedCall, startSandbox } from "../src/sandbox/index.ts";
import { smallestCall } from "../test/api/samples.ts";
import { files, samples, withFiles } from "../test/support/samples.ts";
import { seededFolder } from "./seed.ts";

interface SchemaParameter {
  readonly name: string;
  readonly type?: string;
  readonly required?: boolean;
  readonly $ref?: string;
  readonly enum?: readonly unknown[];
  readonly items?: SchemaParameter;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly maxItems?: number;
}

const [schema = ""] = process.argv.slice(2);
if (!existsSync(join(schema, "wall", "methods.json"))) {
  console.error(`usage: npm run conformance -- PATH; "${schema}" has no wall/methods.json`);
  process.exit(2);
}

/** Parameters that every method accepts. Source: https://dev.vk.com/ru/api/api-requests */
const commonParameters = ["v", "lang", "test_mode", "captcha_sid", "captcha_key", "success_token", "confirm"];

function load(path: string) {
  return JSON.parse(readFileSync(join(schema, path), "utf8"));
}

function parametersOf(method: string): SchemaParameter[] | undefined {
  const [section = ""] = method.split(".");
  const { methods } = load(`${section}/methods.json`) as {
    methods: Array<{ name: string; parameters?: SchemaParameter[] }>;
  };
  const schemaMethod = methods.find(({ name }) => name === method);
  return schemaMethod && (schemaMethod.parameters ?? []);
}

/** Resolves references to definitions, `../wall/objects.json#/definitions/…`. */
function resolveReference(parameter: SchemaParameter): SchemaParameter {
  const [, file = "", name = ""] =
    /^(?:\.\.\/)?([\w/.]+)#\/definitions\/(\w+)$/.exec(parameter.$ref ?? "") ?? [];
  return name ? { ...parameter, ...load(file).definitions[name], $ref: undefined } : parameter;
}

/** Describes why a value does not match the schema; `undefined` when it matches. */
function problem(schemaParameter: SchemaParameter, value: string): string | undefined {
  const parameter = resolveReference(schemaParameter);
  const { type, minimum, maximum, minLength, maxLength, maxItems, items } = parameter;
  if (parameter.enum && !parameter.enum.map(String).includes(value))
    return `"${value}" is not one of ${parameter.enum.join(", ")}`;
  if (type === "integer" && !/^-?\d+$/.test(value)) return `"${value}" is not an integer`;
  if (type === "number" && !/^-?\d+(\.\d+)?$/.test(value)) return `"${value}" is not a number`;
  if (type === "boolean" && !/^[01]$/.test(value)) return `"${value}" is not a boolean`;
  if (minimum !== undefined && Number(value) < minimum) return `${value} is below ${minimum}`;
  if (maximum !== undefined && Number(value) > maximum) return `${value} is above ${maximum}`;
  if (minLength !== undefined && value.length < minLength) return `is shorter than ${minLength}`;
  if (maxLength !== undefined && value.length > maxLength) return `is longer than ${maxLength}`;
  if (type !== "array" || !items) return undefined;
  const list = value.split(",");
  if (maxItems !== undefined && list.length > maxItems) return `has more than ${maxItems} items`;
  return list.map(item => problem(items, item)).find(Boolean);
}

interface Finding {
  readonly kind: "unknown" | "missing" | "ill-typed";
  readonly text: string;
}

function validate({ method, params }: ReceivedCall): Finding[] {
  const parameters = parametersOf(method);
  if (!parameters) return [{ kind: "unknown", text: `${method} is not a method` }];
  const names = [...parameters.map(({ name }) => name), ...Object.keys(addedParameters[method] ?? {})];
  const unknown = Object.keys(params).filter(
    name => !commonParameters.includes(name) && !names.includes(name),
  );
  const missing = parameters.filter(({ name, required }) => required && params[name] === undefined);
  return [
    ...unknown.map((name): Finding => ({ kind: "unknown", text: `${method} has no ${name}` })),
    ...missing.map(({ name }): Finding => ({ kind: "missing", text: `${method} lacks ${name}` })),
    ...parameters.flatMap((parameter): Finding[] => {
      const value = params[parameter.name];
      const mismatch = value === undefined ? undefined : problem(parameter, value);
      return mismatch ? [{ kind: "ill-typed", text: `${method}: ${parameter.name} ${mismatch}` }] : [];
    }),
  ];
}

// Credentials with fields of every kind, as users pass them. Many methods do not have these parameters.
const auth = {
  ...OPI_VK.getAuthParameters(218861756, 51694790, "token"),
  lang: "ru",
  upload_url: "x",
  publish_date: 4e9,
};
const findings: Finding[] = [];
let requests = 0;
const calledMethods = new Set<string>();
for (const { name, options } of functions) {
  const sandbox = await startSandbox({ folder: seededFolder(), rps: 0 });
  const libraryFunction = (OPI_VK as unknown as Record<string, (...args: unknown[]) => unknown>)[name]; // by its name
  for (const sample of samples[name] ?? []) {
    const args = options.map(option =>
      option.type === "auth" ? auth : withFiles(sample[option.name], file => files[file]),
    );
    // Only the requests are validated, so a failed call does not matter.
    await withSettings({ apiUrl: sandbox.apiUrl, rps: 1000, retries: 0 }, async () =>
      libraryFunction?.(...args),
    ).catch(() => {});
  }
  for (const call of sandbox.calls) {
    requests++;
    calledMethods.add(call.method);
    findings.push(...validate(call));
  }
  await sandbox.close();
}

let methodsByName = 0;
const recorder = await startSandbox({ folder: seededFolder(), rps: 0 });
// The schema cannot validate methods that it lacks.
for (const name of methodNames.filter(method => !Object.hasOwn(addedMethods, method))) {
  const facts = await loadMethod(name);
  if (!facts) throw new Error(`src/api does not know ${name}`);
  const callMethod = OPI_VK.callMethod as (method: string, params: object, auth: object) => Promise<unknown>; // by its name
  const before = recorder.calls.length;
  await withSettings({ apiUrl: recorder.apiUrl, rps: 1000, retries: 0 }, () =>
    callMethod(name, smallestCall(facts), { access_token: "token" }),
  ).catch(() => {});
  const sent = recorder.calls[before];
  if (sent?.method === name) findings.push(...validate(sent));
  else findings.push({ kind: "missing", text: `${name} was not sent` });
  methodsByName++;
}
await recorder.close();

for (const { kind, text } of findings) console.error(`${kind}: ${text}`);
const count = (kind: Finding["kind"]) => findings.filter(finding => finding.kind === kind).length;
console.log(
  `${functions.length} functions, ${requests} requests, ${calledMethods.size} methods; ${methodsByName} methods by their names`,
);
console.log(
  `${count("unknown")} unknown parameters, ${count("missing")} missing, ${count("ill-typed")} ill-typed`,
);
process.exitCode = findings.length > 0 ? 1 : 0;
