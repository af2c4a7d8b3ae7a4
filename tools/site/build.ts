/**
 * Builds the documentation in `docs/site`: a page for each function, command and guide, in English and Russian, with
 * results of real runs in the sandbox, and TypeDoc's pages of the types. The site is static, so it also works from a folder.
 */
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { build } from "esbuild";
import type { Lang } from "../../src/cli/i18n/index.ts";
import { translator } from "../../src/cli/i18n/index.ts";
import { type LibraryFunction, readLibrary } from "../functions.ts";
import { capture } from "./capture.ts";
import { commandPages } from "./command.ts";
import { functionPage } from "./function.ts";
import { guidePage } from "./guide.ts";
import { indexPage } from "./index.ts";
import { layout, type Page, type Section } from "./layout.ts";
import { methodPages } from "./methods.ts";
import { guides, texts } from "./texts.ts";

const site = "docs/site";

function write(path: string, text: string): void {
  const file = join(site, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

/** Runs all examples, three at a time, and returns the result of the first one of each function. */
async function captureAll(functions: readonly LibraryFunction[]): Promise<Map<string, string>> {
  const results = new Map<string, string>();
  const queue = [...functions];
  const worker = async () => {
    for (let next = queue.shift(); next; next = queue.shift()) {
      const [line = "", ...otherLines] = next.command.examples;
      results.set(next.command.name, await capture(line));
      // The page shows the other examples too, so they have to work.
      for (const otherLine of otherLines) await capture(otherLine);
    }
  };
  await Promise.all([worker(), worker(), worker()]);
  return results;
}

async function writeLanguage(
  lang: Lang,
  functions: readonly LibraryFunction[],
  results: ReadonlyMap<string, string>,
): Promise<void> {
  const translate = await translator(lang);
  const guidePages = guides.map(name => guidePage(name, lang));
  const functionPages = functions.map(record =>
    functionPage(record, results.get(record.command.name) ?? "", lang, translate),
  );
  const commandPageList = await commandPages(lang, translate);
  const methodPageList = await methodPages(lang, translate);
  const pages: readonly Page[] = [
    indexPage(guidePages, functions, lang, translate),
    ...guidePages,
    ...commandPageList,
    ...functionPages,
    ...methodPageList,
  ];
  const categories = [...new Set(functions.map(({ command }) => command.category))];
  const sections: Section[] = [
    { title: texts[lang].guides, entries: guidePages },
    { title: texts[lang].commands, entries: commandPageList },
    ...categories.map(category => ({
      title: translate(category),
      entries: functions
        .filter(({ command }) => command.category === category)
        .map(({ command }) => ({ path: `functions/${command.name}`, title: command.name })),
    })),
    { title: texts[lang].methods, entries: methodPageList },
  ];
  pages.forEach((page, i) => {
    const neighbors = { previous: pages[i - 1], next: pages[i + 1] };
    write(`${lang}/${page.path}.html`, String(layout(lang, page, sections, neighbors)));
  });
  const searchIndex = pages.map(({ path, title, text }) => ({ path, title, text }));
  write(`assets/index-${lang}.js`, `window.ointPages = ${JSON.stringify(searchIndex)};\n`);
}

const { app, project, functions } = await readLibrary();
const results = await captureAll(functions);
rmSync(site, { recursive: true, force: true });
await app.generateDocs(project, join(site, "api"));
if (app.logger.hasErrors() || app.logger.hasWarnings()) process.exit(1);
for (const lang of ["en", "ru"] as const) await writeLanguage(lang, functions, results);
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
console.error(`wrote ${site}: ${functions.length} functions and ${guides.length} guides in two languages`);
