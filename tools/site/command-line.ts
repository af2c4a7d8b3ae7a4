import { splitCommandLine } from "./capture.ts";

/** Quotes a word for the command line of Windows. */
function quoteForCmd(word: string): string {
  return /^[\w./:=,-]+$/.test(word) ? word : `"${word.replaceAll('"', '\\"')}"`;
}

/** Converts a command line for Windows. */
export function windowsCommandLine(line: string): string {
  return splitCommandLine(line).map(quoteForCmd).join(" ");
}

/** A script for 1C:Enterprise and OneScript that runs a command line and reads its result. */
export function oneCScript(line: string): string {
  const withFile = line.includes("--out ") ? line : `${line} --out result.json`;
  const command = windowsCommandLine(withFile).replaceAll('"', '""');
  const file = /--out (\S+)/.exec(withFile)?.[1] ?? "result.json";
  return `КодВозврата = 0;
ЗапуститьПриложение("${command}", , Истина, КодВозврата);
Если КодВозврата <> 0 Тогда
    ВызватьИсключение "oint: код возврата " + КодВозврата;
КонецЕсли;

Чтение = Новый ЧтениеТекста("${file}", КодировкаТекста.UTF8);
Результат = Чтение.Прочитать();
Чтение.Закрыть();`;
}
