import { wordsOf } from "./capture.ts";

/** A word as Windows' command line takes it. */
function inCmd(word: string): string {
  return /^[\w./:=,-]+$/.test(word) ? word : `"${word.replaceAll('"', '\\"')}"`;
}

/** The command line for Windows. */
export function cmd(line: string): string {
  return wordsOf(line).map(inCmd).join(" ");
}

/** A script for 1C:Enterprise and OneScript on Windows, where only `cmd` finds npm's `oint`, that runs the command line and reads its result. */
export function oneC(line: string): string {
  const withFile = line.includes("--out ") ? line : `${line} --out result.json`;
  const command = cmd(withFile).replaceAll('"', '""');
  const file = /--out (\S+)/.exec(withFile)?.[1] ?? "result.json";
  return `КодВозврата = 0;
ЗапуститьПриложение("cmd /c ${command}", , Истина, КодВозврата);
Если КодВозврата <> 0 Тогда
    ВызватьИсключение "oint: код возврата " + КодВозврата;
КонецЕсли;

Чтение = Новый ЧтениеТекста("${file}", КодировкаТекста.UTF8);
Результат = Чтение.Прочитать();
Чтение.Закрыть();`;
}
