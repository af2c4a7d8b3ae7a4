/** Compares the messages in the code with their Russian texts. */

import ts from "typescript";

/** A Russian text for each template. */
export type Catalog = Readonly<Record<string, string>>;

/** A place of a template, with the forms of a word if it has them: `{count}`, `{count, plural, one {файл} …}`. */
const place = /\{(\w+)(?:, plural,((?: \w+ \{[^{}]*\})+))?\}/g;

/** The forms that Russian words have after numbers. */
const russianForms = new Intl.PluralRules("ru").resolvedOptions().pluralCategories.toSorted().join(" ");

/**
 * Checks that each message in the code has a Russian text with the same places, and that no message is written without
 * a template.
 *
 * @param sources the text of each file, by its path
 * @param catalog the Russian texts
 * @returns the problems
 */
export function checkMessages(sources: ReadonlyMap<string, string>, catalog: Catalog): string[] {
  const templates = new Set<string>();
  const problems: string[] = [];
  for (const [path, text] of sources) {
    const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
    const report = (node: ts.Node, problem: string) => {
      const { line } = file.getLineAndCharacterOfPosition(node.getStart());
      problems.push(`${path}:${line + 1}: ${problem}: ${node.getText()}`);
    };
    visit(file, templates, report);
  }
  const missing = [...templates].filter(template => !Object.hasOwn(catalog, template));
  const extra = Object.keys(catalog).filter(template => !templates.has(template));
  const different = Object.entries(catalog).filter(
    ([template, russian]) => placesOf(template) !== placesOf(russian),
  );
  const incomplete = Object.values(catalog).filter(lacksForms);
  return [
    ...problems,
    ...missing.map(template => `src/i18n/ru.json lacks: ${template}`),
    ...extra.map(template => `src/i18n/ru.json translates a message that is not used: ${template}`),
    ...different.map(([template]) => `src/i18n/ru.json has other places in: ${template}`),
    ...incomplete.map(russian => `src/i18n/ru.json has other forms than ${russianForms} in: ${russian}`),
  ];
}

type Report = (node: ts.Node, problem: string) => void;

function visit(node: ts.Node, templates: Set<string>, report: Report): void {
  if (ts.isCallExpression(node) && node.expression.getText() === "localize") {
    const [template] = node.arguments;
    if (template && ts.isStringLiteralLike(template)) templates.add(template.text);
    else report(node, "the template is not a literal");
  } else if (showsText(node)) {
    for (const argument of node.arguments ?? []) findEnglish(argument, report);
  }
  ts.forEachChild(node, child => visit(child, templates, report));
}

/** What shows its arguments to people: oint's errors (a plain `Error` is a mistake in oint), and what writes to the terminal. */
function showsText(node: ts.Node): node is ts.NewExpression | ts.CallExpression {
  if (ts.isNewExpression(node)) return /\wError$/.test(node.expression.getText());
  return ts.isCallExpression(node) && /^(printStatus|ask|io\.status)$/.test(node.expression.getText());
}

/** Finds texts of two words and more that no template holds. */
function findEnglish(node: ts.Node, report: Report): void {
  if (ts.isCallExpression(node) && node.expression.getText() === "localize") return;
  const text = ts.isStringLiteralLike(node) || ts.isTemplateLiteralToken(node) ? node.text : "";
  if (/[a-z]{2,} [a-z]{2,}/i.test(text)) report(node, "a text without localize");
  ts.forEachChild(node, child => findEnglish(child, report));
}

function placesOf(text: string): string {
  return [...new Set([...text.matchAll(place)].map(([, name]) => name))].sort().join(" ");
}

function lacksForms(russian: string): boolean {
  return [...russian.matchAll(place)].some(([, , forms]) => {
    const names = [...(forms ?? "").matchAll(/(\w+) \{/g)].map(([, name]) => name);
    return forms !== undefined && names.sort().join(" ") !== russianForms;
  });
}
