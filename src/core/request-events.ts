/** Something that was sent or received, or that is to be known of it, secrets masked: what `--debug` prints. */
export interface RequestEvent {
  /** What happened; a notice is told when there is no error but something to know. */
  readonly event: "request" | "response" | "upload" | "upload response" | "download" | "retry" | "notice";
  /** The VK method, or the address without its query. */
  readonly target: string;
  /** Parameters, the response, what is uploaded, or the text of a notice. */
  readonly detail: unknown;
}

/**
 * Gets what was sent and received.
 *
 * @param event what it was
 */
export type RequestEventListener = (event: RequestEvent) => void;
