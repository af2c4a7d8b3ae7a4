/** What the exit codes mean. */
export const exitCodes = {
  ok: 0,
  /** VK returned an error. */
  apiError: 1,
  /** The command line is invalid; nothing was sent. */
  usage: 2,
  /** VK was not reached, or its response is invalid. */
  network: 3,
  /** User action required: a captcha, a validation, a confirmation. */
  actionRequired: 4,
  /** Flood control or a quota. */
  rateLimited: 5,
  /** Some rows of a file failed, or their outcome is unknown. */
  rowsFailed: 6,
  /** A defect in oint itself. */
  internal: 70,
  /** The command succeeded, but its result could not be written. The number is that of `EX_IOERR` in sysexits.h. */
  outputFailed: 74,
  interrupted: 130,
} as const;
