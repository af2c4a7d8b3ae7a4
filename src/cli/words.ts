import { own } from "../vk/own.ts";

/** Languages of the help and of the documentation. */
export type Lang = "en" | "ru";

/** The first words of a command line. */
export const areas = ["vk", "sandbox", "docs", "completion", "help", "version"];

/** What the help says beside the descriptions of functions and options. */
export const words = {
  en: {
    usage: "Usage",
    options: "Options:",
    common: "Common options:",
    also: "Also named",
    result: "Result",
    examples: "Examples",
    see: "See",
    default: "default",
    required: "required",
    arrayOf: "array of ",
    oneOf: "one of",
    types: {
      text: "text",
      id: "id",
      flag: "flag",
      date: "date",
      binary: "file",
      choice: "choice",
      structure: "structure",
      json: "structure",
      auth: "auth",
    },
    nothing: "Calls nothing at VK.",
    asks: "Asks",
    calls: "Calls",
    needs: "Needs",
    token: "token of",
    or: "or",
    right: "with the right",
    kinds: { user: "a user", community: "a community", service: "the application (service token)" },
    main: "oint: VK from the command line.",
    commands: {
      "vk <function>": "call a function of VK; oint vk lists them",
      "vk login": "get a token, check it and store it",
      "vk whoami": "tell whose the token is, and what it may do",
      "vk profile": "list, show, choose and remove stored tokens",
      sandbox: "run a small VK on this machine, for first steps and tests",
      "docs [function]": "open the documentation, or print that of a function",
      "completion <shell>": "print what bash, zsh or fish needs to complete functions and options",
      version: "show the version",
    },
    exitCodes:
      "Exit codes: 0 fine, 1 VK answered an error, 2 wrong arguments, 3 VK not reached, 4 a person must act, 5 flood or quota,\n74 carried out but the result could not be written, 130 interrupted.",
    more: "oint vk <function> --help shows its options and examples.",
    login: "Gets a token, checks it, and stores it as a profile. What no option tells is asked.",
    kindsOfTokens: "Kinds of tokens",
    whoami:
      "Tells whose the token is, its rights, which functions lack a right, when it ends, and its limit.",
    sandbox: "Runs a small VK on this machine, and a page that shows what is in it.",
    auth: "authorization structure; else OINT_VK_AUTH, else the profile",
  },
  ru: {
    usage: "Использование",
    options: "Параметры:",
    common: "Общие параметры:",
    also: "Другие имена",
    result: "Результат",
    examples: "Примеры",
    see: "См.",
    default: "по умолчанию",
    required: "обязательный",
    arrayOf: "массив: ",
    oneOf: "одно из",
    types: {
      text: "текст",
      id: "номер",
      flag: "флаг",
      date: "дата",
      binary: "файл",
      choice: "выбор",
      structure: "структура",
      json: "структура",
      auth: "авторизация",
    },
    nothing: "К VK не обращается.",
    asks: "Обращается к",
    calls: "Вызывает",
    needs: "Нужен",
    token: "токен",
    or: "или",
    right: "с правом",
    kinds: { user: "пользователя", community: "сообщества", service: "приложения (сервисный)" },
    main: "oint: VK из командной строки.",
    commands: {
      "vk <function>": "вызвать функцию VK; список показывает oint vk",
      "vk login": "получить токен, проверить и сохранить",
      "vk whoami": "показать, чей это токен и что он может",
      "vk profile": "показать, выбрать или удалить сохранённые токены",
      sandbox: "запустить маленький VK на этом компьютере, для первых шагов и проверок",
      "docs [function]": "открыть документацию или напечатать описание функции",
      "completion <shell>": "напечатать сценарий, с которым bash, zsh или fish дополняют функции и параметры",
      version: "показать версию",
    },
    exitCodes:
      "Коды возврата: 0 успех, 1 VK ответил ошибкой, 2 неверные параметры, 3 VK недоступен, 4 нужен человек, 5 слишком часто или исчерпан лимит,\n74 выполнено, но результат не записан, 130 прервано.",
    more: "oint vk <функция> --help показывает её параметры и примеры.",
    login: "Получает токен, проверяет его и сохраняет как профиль. Чего нет в параметрах, спрашивает.",
    kindsOfTokens: "Виды токенов",
    whoami:
      "Показывает, чей это токен, его права, каким функциям прав не хватает, срок действия и ограничение частоты.",
    sandbox: "Запускает маленький VK на этом компьютере и страницу, на которой видно всё, что в нём есть.",
    auth: "структура авторизации; иначе OINT_VK_AUTH, иначе профиль",
  },
} as const satisfies Record<Lang, unknown>;

/**
 * The language of a command line: that of `--lang`, else that of the locale.
 *
 * @param args the words of the command line
 */
export function languageOf(args: readonly string[]): Lang {
  const at = args.indexOf("--lang");
  const named =
    at >= 0 ? args[at + 1] : args.find(each => each.startsWith("--lang="))?.slice("--lang=".length);
  const { LC_ALL, LC_MESSAGES, LANG } = process.env;
  return /^ru/i.test(named ?? (LC_ALL || LC_MESSAGES || LANG || "")) ? "ru" : "en";
}

/** Translates the descriptions of functions and options. */
export type Translate = (text: string) => string;

/** What translates into a language; a text that the catalogue lacks stays as it is. */
export async function translator(lang: Lang): Promise<Translate> {
  if (lang === "en") return text => text;
  const { default: catalogue } = await import("./russian.json", { with: { type: "json" } });
  const known: Readonly<Record<string, string>> = catalogue;
  return text => own(known, text) ?? text;
}
