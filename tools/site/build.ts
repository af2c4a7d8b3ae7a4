/**
 * Builds the documentation in `docs/site`: a page for each function and each guide, in English and Russian, with results
 * from real runs on the sandbox, and TypeDoc's own pages of the types. It is static: it works from a folder too.
 */
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { build } from "esbuild";
import type { Lang } from "../../src/cli/i18n/index.ts";
import { translator } from "../../src/cli/i18n/index.ts";
import { type Operation, readLibrary } from "../operations.ts";
import { capture } from "./capture.ts";
import { commandPages } from "./command.ts";
import { functionPage } from "./function.ts";
import { guidePage } from "./guide.ts";
import { indexPage } from "./index.ts";
import { layout, type Page, type Section } from "./layout.ts";
import { guides, words } from "./words.ts";

const site = "docs/site";

function write(path: string, text: string): void {
  const file = join(site, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

/** The results of all examples; some run at a time. */
async function captureAll(operations: readonly Operation[]): Promise<Map<string, string>> {
  const results = new Map<string, string>();
  const waiting = [...operations];
  const worker = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const [line = "", ...others] = next.command.examples;
      results.set(next.command.name, await capture(line));
      // The others are shown too, so they have to work as well.
      for (const other of others) await capture(other);
    }
  };
  await Promise.all([worker(), worker(), worker()]);
  return results;
}

async function writeLanguage(
  lang: Lang,
  operations: readonly Operation[],
  results: ReadonlyMap<string, string>,
): Promise<void> {
  const translate = await translator(lang);
  const guidePages = guides.map(name => guidePage(name, lang));
  const functionPages = operations.map(operation =>
    functionPage(operation, results.get(operation.command.name) ?? "", lang, translate),
  );
  const ofCommands = await commandPages(lang, translate);
  const pages: readonly Page[] = [
    indexPage(guidePages, operations, lang, translate),
    ...guidePages,
    ...ofCommands,
    ...functionPages,
  ];
  const regions = [...new Set(operations.map(({ command }) => command.category))];
  const sections: Section[] = [
    { title: words[lang].guides, entries: guidePages },
    { title: words[lang].commands, entries: ofCommands },
    ...regions.map(region => ({
      title: translate(region),
      entries: operations
        .filter(({ command }) => command.category === region)
        .map(({ command }) => ({ path: `functions/${command.name}`, title: command.name })),
    })),
  ];
  pages.forEach((page, i) => {
    const around = { previous: pages[i - 1], next: pages[i + 1] };
    write(`${lang}/${page.path}.html`, String(layout(lang, page, sections, around)));
  });
  const searched = pages.map(({ path, title, text }) => ({ path, title, text }));
  write(`assets/index-${lang}.js`, `window.ointPages = ${JSON.stringify(searched)};\n`);
}

const { app, project, operations } = await readLibrary();
const results = await captureAll(operations);
rmSync(site, { recursive: true, force: true });
await app.generateDocs(project, join(site, "api"));
if (app.logger.hasErrors() || app.logger.hasWarnings()) process.exit(1);
for (const lang of ["en", "ru"] as const) await writeLanguage(lang, operations, results);
await build({
  entryPoints: ["tools/site/site.ts", "tools/site/style.css"],
  outdir: join(site, "assets"),
  bundle: true,
  minify: true,
});
write(
  "index.html",
  `<!doctype html><html lang="en"><meta charset="utf-8"><title>oint</title>
<script>location.replace((/^ru/i.test(navigator.language) ? "ru" : "en") + "/index.html")</script>
<p><a href="en/index.html">English</a> <a href="ru/index.html" lang="ru">Русский</a></p></html>\n`,
);
console.error(`wrote ${site}: ${operations.length} functions and ${guides.length} guides in two languages`);
