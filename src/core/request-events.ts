/** A request, a response or a notice, with secrets masked; `--debug` prints it. */
export interface RequestEvent {
  /** What happened; a notice is a warning that is not an error. */
  readonly event: "request" | "response" | "upload" | "upload response" | "download" | "retry" | "notice";
  /** The VK method, or the URL without its query. */
  readonly target: string;
  /** Parameters, the response, a description of the file, or the text of a notice. */
  readonly detail: unknown;
}

/**
 * Receives every request and response.
 *
 * @param event the request, response or notice
 */
export type RequestEventListener = (event: RequestEvent) => void;
