/**
 * Keeps the words that docs/glossary.md replaced out of the help, the documentation, the messages and the comments.
 * A text in backticks is code and is left out.
 */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

/** An old word and what to say instead. */
type Replacement = readonly [old: RegExp, use: string];

const english: readonly Replacement[] = [
  [
    /\bnumbers? of (the|a|an) (post|community|communities|app|application|product|album|photo|topic)/i,
    "… ID",
  ],
  [/\btime-outs?\b/i, "timeout"],
  [/\brehears/i, "dry run"],
  [/\bstand-ins?\b/i, "placeholder"],
  [/\bsurroundings\b/i, "context"],
  [/\bprotected key\b/i, "client secret"],
  [/\bredirect address/i, "redirect URL"],
  [/\ba small VK\b/i, "a local emulator of the VK API"],
  [/\ba token of (a|the) (user|community)\b/i, "a user token, a community token"],
  [/\b(advertising|old) cabinet\b/i, "ad account"],
  [/\bolder (kind|flow)/i, "VK OAuth (legacy)"],
  [/\bVK('s)? (answers?|answered)\b/i, "VK returns, VK's response"],
  [/\bauthorization structure\b/i, "credentials"],
  [/\b(mend|mended|befall|befalls|lest|whereof)\b/i, "a plain word"],
  [/\bof no use\b/i, "invalid"],
  [/\ba person must act\b/i, "user action required"],
  [/\b(licence|colour|recognise|behaviour|authorise)/i, "American spelling"],
];

const russian: readonly Replacement[] = [
  [/номер(а|у|ом)? (поста|записи|сообщества|приложения|товара|альбома)/i, "ID …"],
  [/(^|[^а-яёА-ЯЁ])пост(а|у|ом|ы|ов|ам|ами|е)?(?![а-яёА-ЯЁ])/, "запись"],
  [/маленьк\S+ VK/i, "локальный эмулятор API ВКонтакте"],
  [/адрес\S* возврата/i, "адрес перенаправления"],
  [/refresh-токен/i, "токен обновления"],
  [/(не)?годн(ый|ая|ое|ые|ого|ых)(?![а-яё])/i, "действительный, некорректный"],
  [/стар(ого|ый|ые) (вида|вид|способ)/i, "OAuth ВКонтакте"],
  [/иначе \d/i, "по умолчанию — …"],
];

function tracked(...patterns: readonly string[]): string[] {
  const files = execFileSync("git", ["ls-files", "--", ...patterns], { encoding: "utf8" }).split("\n");
  return files.filter(path => path !== "" && !path.includes("/generated/") && !path.endsWith("/glossary.md"));
}

/** Only prose: code of documents and names in backticks say what they must. */
function prose(text: string): string {
  return text.replace(/^```[\s\S]*?^```/gm, block => block.replace(/[^\n]/g, " ")).replace(/`[^`\n]*`/g, "");
}

function report(path: string, words: readonly Replacement[]): void {
  prose(readFileSync(path, "utf8"))
    .split("\n")
    .forEach((line, i) => {
      for (const [old, use] of words) {
        const found = old.exec(line);
        if (!found) continue;
        console.error(`${path}:${i + 1}: "${found[0].trim()}": use ${use} (docs/glossary.md)`);
        process.exitCode = 1;
      }
    });
}

for (const path of tracked("README.md", "CONTRIBUTING.md", "ARCHITECTURE.md", "docs/*.md", "src/*.ts")) {
  report(path, path.startsWith("docs/ru/") ? russian : english);
}
report("src/cli/i18n/ru.json", russian);
report("src/i18n/ru.json", russian);
