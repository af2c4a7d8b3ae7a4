import { expect } from "vitest";
import { isErrorOf, responseErrors } from "./validator.ts";

/** Parameters of a call; objects are sent as JSON, lists with commas. */
export type CallParams = Readonly<Record<string, string | number | object>>;

/** A file to upload. */
export interface UploadedFile {
  readonly name: string;
  readonly content: Uint8Array;
}

/** Files to upload, by the name of their field. */
export type UploadedFiles = Readonly<Record<string, UploadedFile>>;

/** Calls the methods of a sandbox, and checks each response with VK's schema. */
export class Vk {
  readonly #apiUrl: () => string;
  readonly #calls = new Map<string, { calls: number; responses: number }>();

  constructor(apiUrl: () => string) {
    this.#apiUrl = apiUrl;
  }

  /**
   * Calls a method and returns `response`, whose type the caller knows.
   *
   * @param kind which of the method's responses VK's schema has for these parameters
   */
  async call<T = unknown>(method: string, params: CallParams = {}, kind = "response"): Promise<T> {
    const body = await this.#send(method, params);
    expect(body, describeCall(method, params)).not.toHaveProperty("error");
    expect(responseErrors(method, kind, body), describeCall(method, params)).toEqual([]);
    this.#count(method, true);
    return body.response as T;
  }

  /** Calls a method that returns an error with this code, which VK's schema has for the method. */
  async refuse(method: string, params: CallParams, code: number): Promise<void> {
    const body = await this.#send(method, params);
    expect(body, describeCall(method, params)).toMatchObject({ error: { error_code: code } });
    expect(await isErrorOf(method, code), `${method} can return ${code}`).toBe(true);
    this.#count(method, false);
  }

  /** Posts files to an upload server. */
  async upload<T = Record<string, string | number>>(url: string, files: UploadedFiles): Promise<T> {
    const form = new FormData();
    for (const [field, { name, content }] of Object.entries(files))
      form.append(field, new Blob([Uint8Array.from(content)]), name);
    const response = await fetch(url, { method: "POST", body: form });
    return JSON.parse(await response.text()) as T;
  }

  /** Lets a user act, as no VK method can, and returns the objects of VK's events. */
  async act<T = Record<string, unknown>>(event: string, fields: object): Promise<T[]> {
    const url = this.#apiUrl().replace(/method$/, `sandbox/act/${event}`);
    const response = await fetch(url, { method: "POST", body: JSON.stringify(fields) });
    const body = (await response.json()) as { happenings: Array<{ object: T }> };
    return body.happenings.map(({ object }) => object);
  }

  /** How often a method was called, and how many of the calls returned a response. */
  counts(method: string): { readonly calls: number; readonly responses: number } {
    return this.#calls.get(method) ?? { calls: 0, responses: 0 };
  }

  #count(method: string, isResponse: boolean): void {
    const { calls, responses } = this.counts(method);
    this.#calls.set(method, { calls: calls + 1, responses: responses + (isResponse ? 1 : 0) });
  }

  async #send(method: string, params: CallParams): Promise<Record<string, unknown>> {
    const fields = Object.entries({ access_token: "any token", v: "5.199", ...params }).map(
      ([name, value]) => [name, text(value)],
    );
    const response = await fetch(`${this.#apiUrl()}/${method}`, {
      method: "POST",
      body: new URLSearchParams(fields),
    });
    return JSON.parse(await response.text());
  }
}

function text(value: string | number | object): string {
  if (Array.isArray(value)) return value.join(",");
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

function describeCall(method: string, params: CallParams): string {
  return `${method} ${JSON.stringify(params)}`;
}
