import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { functionNamed } from "../../invoke/manifest.ts";
import { exitCodes } from "../framework/report-error.ts";
import { type Lang, languageOf } from "../i18n/messages.ts";
import { print } from "../print.ts";

/** Runs `oint docs [function]`: opens the page where a browser and the built site are at hand, else prints the text. */
export async function runDocs(args: readonly string[]): Promise<number> {
  const lang = languageOf(args);
  const name = args.find((word, i) => !word.startsWith("--") && args[i - 1] !== "--lang");
  const command = name === undefined ? undefined : functionNamed(name);
  const page = pageOf(command?.name, lang);
  if (page && process.stdout.isTTY) {
    const { default: open } = await import("open");
    process.stderr.write(`${page}\n`);
    const browser = await open(pathToFileURL(page).href).catch(() => undefined);
    browser?.on("error", () => {});
    return exitCodes.fine;
  }
  const { functionHelp, regionsHelp } = await import("../framework/help.ts");
  print(`${command ? await functionHelp(command, lang) : await regionsHelp(lang)}\n`);
  return exitCodes.fine;
}

/** The page of the site that npm run docs has built beside this program; `undefined` when there is none. */
function pageOf(name: string | undefined, lang: Lang): string | undefined {
  const parts = dirname(fileURLToPath(import.meta.url));
  const page = name === undefined ? "index.html" : join("functions", `${name}.html`);
  const path = join(parts, "..", "..", "..", "docs", "site", lang, page);
  return existsSync(path) ? path : undefined;
}
