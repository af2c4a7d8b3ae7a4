import { cpSync, rmSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { dirname, join } from "node:path";
import { describe, expect, it, onTestFinished, test } from "vitest";
import {
  ArgumentError,
  callMethod,
  configure,
  diagnose,
  OPI_VK,
  type Settings,
  VkApiError,
  withSettings,
} from "../src/index.ts";
import type { Fault } from "../src/sandbox/index.ts";
import { checkMessages } from "../tools/messages.ts";
import { addressesOf, folder, main, oint, start } from "./support/command.ts";
import { png } from "./support/pictures.ts";
import { auth, useSandbox } from "./support/sandbox.ts";

const vk = useSandbox();

/** What may stay in English: commands, options, names in code, addresses, files, and what VK says. */
const notOurs = [
  /oint(?: [\w.-]+)+/g,
  /--[\w-]+/g,
  /\b[A-Z]+(?:_[A-Z]+)+\b/g,
  /https?:\S+/g,
  /ошибка \d+: .+?(?= — |$)/gm,
  /invalid_client: .+?(?= — )/g,
  /"[^"\n]*"/g,
  /\{[^}\n]*\}/g,
  /ожидается: [\w, ]+/g,
];

/** Checks that a person who reads Russian can read a message. */
function expectRussian(text: string): void {
  const ours = notOurs.reduce((rest, pattern) => rest.replace(pattern, "…"), text);
  for (const line of ours.split("\n").filter(Boolean)) {
    expect(line, text).toMatch(/[а-яё]{2}|^[…\s]+$/i);
    expect(line, text).not.toMatch(/[a-z]{2,} [a-z]{2,}/i);
  }
}

/** A command that fails, and what it says in both languages. */
interface Failing {
  readonly words: readonly string[];
  readonly code: number;
  readonly en: string;
  readonly ru: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly files?: Readonly<Record<string, string | Uint8Array>>;
  /** What goes wrong in the sandbox, at each call. */
  readonly fault?: { readonly on: string; readonly fault: Fault };
}

const deletion = ["vk", "deletePost", "--post", "1"];
const post = ["vk", "createPost", "--text", "Never"];
const vkError = (error: number, en: string, ru: string): Failing => ({
  words: deletion,
  code: error === 14 || error === 24 ? 4 : 1,
  fault: { on: "wall.delete", fault: { error } },
  en: `oint: wall.delete: error ${error}: ${en}`,
  ru: `oint: wall.delete: ошибка ${error}: ${ru}`,
});

const failing: Readonly<Record<string, Failing>> = {
  "an unknown option": {
    words: ["vk", "createPost", "--txt", "x"],
    code: 2,
    en: "oint: there is no option --txt; did you mean --text? See oint vk createPost --help",
    ru: "oint: нет параметра --txt; возможно, вы имели в виду --text? Справка: oint vk createPost --help",
  },
  "a wrong value": {
    words: ["vk", "deletePost", "--post", "abc"],
    code: 2,
    en: 'oint: --post: got "abc", expected an ID such as 42.',
    ru: 'oint: --post: передано "abc", ожидается ID, например 42.',
  },
  "a missing option": {
    words: ["vk", "deletePost", "--auth", "x"],
    code: 2,
    en: "oint: missing required option --post (Post ID, the `post_id` of the created post). See oint vk deletePost --help",
    ru: "oint: не указан обязательный параметр --post (ID записи: значение `post_id`, полученное при её создании). Справка: oint vk deletePost --help",
  },
  "no credentials": {
    words: deletion,
    env: { OINT_VK_AUTH: "" },
    code: 2,
    en: "oint: missing required option --auth (Credentials). Set OINT_VK_AUTH, or run oint vk login. A bare token goes into OINT_VK_TOKEN. See oint vk deletePost --help",
    ru: "oint: не указан обязательный параметр --auth (Структура авторизации). Задайте переменную OINT_VK_AUTH или выполните oint vk login. Отдельный токен задаётся переменной OINT_VK_TOKEN. Справка: oint vk deletePost --help",
  },
  "a value in words": {
    words: [...post, "--ad", "maybe"],
    code: 2,
    en: 'oint: --ad: got "maybe", expected true or false.',
    ru: 'oint: --ad: передано "maybe", ожидается true или false.',
  },
  "a date": {
    words: [...post, "--date", "soon"],
    code: 2,
    en: 'oint: --date: got "soon", expected a date that exists, such as 2025-12-10, "2025-12-10 18:30", "tomorrow 10:00" or Unix seconds.',
    ru: 'oint: --date: передано "soon", ожидается существующая дата, например 2025-12-10, "2025-12-10 18:30", "завтра 10:00" или секунды Unix.',
  },
  "a missing file": {
    words: [...post, "--pictures", "no.png"],
    code: 2,
    en: 'oint: --pictures: got "no.png", but there is no such file; expected a JPG, PNG or GIF image, as a path, an http(s) URL, bytes or a stream.',
    ru: 'oint: --pictures: передано "no.png", но такого файла нет; ожидается изображение JPG, PNG или GIF: путь, адрес http(s), двоичные данные или поток.',
  },
  "a missing JSON file": {
    words: [...deletion, "--auth", "no.json"],
    code: 2,
    en: 'oint: --auth: got "no.json", but there is no such file; expected an object such as {',
    ru: 'oint: --auth: передано "no.json", но такого файла нет; ожидается структура, например {',
  },
  "JSON that is none": {
    words: [...deletion, "--auth", "{x"],
    code: 2,
    en: "oint: --auth: is not JSON (at line 1, column 3); expected an object such as {",
    ru: "oint: --auth: некорректный JSON (строка 1, столбец 3); ожидается структура, например {",
  },
  "a picture whose address is down": {
    words: [...post, "--pictures", "http://127.0.0.1:1/a.png"],
    code: 3,
    en: "oint: pictures: http://127.0.0.1:1/a.png cannot be downloaded: connect ECONNREFUSED 127.0.0.1:1; nothing was posted, try again later.",
    ru: "oint: pictures: не удалось скачать http://127.0.0.1:1/a.png: нет соединения с 127.0.0.1:1 (ECONNREFUSED); ничего не опубликовано, повторите позже.",
  },
  "an unknown function": {
    words: ["vk", "deletPost"],
    code: 2,
    en: 'oint: there is no function "deletPost"; did you mean deletePost? See oint vk --help',
    ru: "oint: нет функции «deletPost»; возможно, вы имели в виду deletePost? Справка: oint vk --help",
  },
  "an unknown method": {
    words: ["vk", "wall.gett"],
    code: 2,
    en: 'oint: there is no VK method "wall.gett"; did you mean wall.get? See oint vk --help',
    ru: "oint: нет метода VK «wall.gett»; возможно, вы имели в виду wall.get? Справка: oint vk --help",
  },
  "a parameter of a method": {
    words: ["vk", "wall.get", "--count", "-1"],
    code: 2,
    en: 'oint: --count: got "-1", expected an integer, at least 0.',
    ru: 'oint: --count: передано "-1", ожидается целое число не меньше 0.',
  },
  "the network is down": {
    words: deletion,
    env: { OINT_VK_API_URL: "http://127.0.0.1:1" },
    code: 3,
    en: "oint: wall.delete: not reached (http://127.0.0.1:1/wall.delete: connect ECONNREFUSED 127.0.0.1:1).",
    ru: "oint: wall.delete: сервер недоступен (http://127.0.0.1:1/wall.delete: нет соединения с 127.0.0.1:1 (ECONNREFUSED)).",
  },
  "an unknown outcome": {
    words: ["vk", "createDiscussion", "--title", "a", "--text", "b"],
    fault: { on: "board.addTopic", fault: { disconnect: "after" } },
    code: 3,
    en: "VK may have completed board.addTopic, which is not safe to repeat. Check the result before you retry.",
    ru: "VK мог выполнить board.addTopic, а повторять этот вызов небезопасно. Перед повтором проверьте результат.",
  },
  "a response that is not VK's": {
    words: [...deletion, "--retries", "0"],
    fault: { on: "wall.delete", fault: { body: "<p>", status: 502 } },
    code: 3,
    en: "oint: wall.delete: VK sent HTTP status 502 — it answered: <p>",
    ru: "oint: wall.delete: VK вернул статус HTTP 502 — ответ сервера: <p>",
  },
  "an upload server that refuses": {
    words: [...post, "--pictures", "a.png"],
    files: { "a.png": png() },
    fault: { on: "upload", fault: { body: '{"error":"bad"}' } },
    code: 3,
    en: "oint: upload Post: the server rejected the file: bad",
    ru: "oint: загрузка Post: сервер отклонил файл: bad",
  },
  "error 5": vkError(
    5,
    "User authorization failed — The token is invalid or revoked. Get a new one. Run oint vk login.",
    "User authorization failed — Токен недействителен или отозван. Получите новый. Выполните oint vk login.",
  ),
  "error 14": vkError(
    14,
    "Captcha needed — VK requires a captcha. Open redirect_uri, solve it, and repeat the request with success_token. Give it as --success-token.",
    "Captcha needed — VK требует пройти капчу. Откройте redirect_uri, пройдите её и повторите запрос с success_token. Укажите его в параметре --success-token.",
  ),
  "error 15": vkError(
    15,
    "Access denied — The token's owner must be an administrator of the community, and the section must be enabled. wall.delete requires: user token; scopes: wall.",
    "Access denied — Владелец токена должен быть администратором сообщества, а раздел — включён. Для wall.delete требуется токен: пользователь; права доступа: wall.",
  ),
  "error 24": vkError(
    24,
    "Confirmation required — VK requires a confirmation by a person. To confirm, repeat the command with --confirm.",
    "Confirmation required — VK требует подтверждения пользователя. Чтобы подтвердить, повторите команду с параметром --confirm.",
  ),
  "error 27": vkError(
    27,
    "Group authorization failed — wall.delete does not accept a community token. It requires: user token; scopes: wall.",
    "Group authorization failed — wall.delete не принимает токен сообщества. Требуется токен: пользователь; права доступа: wall.",
  ),
  "error 28": vkError(
    28,
    "Application authorization failed — wall.delete does not accept a service token.",
    "Application authorization failed — wall.delete не принимает сервисный токен.",
  ),
  "error 212": vkError(
    212,
    "Access to post comments denied — There is no such post, or its comments are closed",
    "Access to post comments denied — Такой записи нет, или её комментарии закрыты",
  ),
  "error 1403": vkError(
    1403,
    "Item not found — There is no such product. getProductList returns them with their IDs.",
    "Item not found — Такого товара нет. Товары и их ID возвращает getProductList.",
  ),
  "login without a terminal": {
    words: ["vk", "login"],
    env: { OINT_CONFIG_FOLDER: "" },
    code: 2,
    en: "oint: --app: is missing: App ID (create an app at https://id.vk.com/business/go); there is no terminal to ask on, so give it as an option.",
    ru: "oint: --app: не указано значение: ID приложения (создать приложение: https://id.vk.com/business/go); запросить его в терминале нельзя, поэтому передайте его параметром.",
  },
  "login that gets no response": {
    words: ["vk", "login", "--kind", "user", "--app", "5"],
    env: { OINT_CONFIG_FOLDER: "" },
    code: 2,
    en: "Waiting for the browser for up to 300 seconds (--timeout).\noint: --redirect-response: is missing: the URL",
    ru: "Ожидание ответа из браузера, не дольше 300 секунд (--timeout).\noint: --redirect-response: не указан адрес",
  },
  "an error of OAuth": {
    words: [
      "vk",
      "getTokenByCode",
      "--app",
      "51694790",
      "--secret",
      "x",
      "--redirect",
      "http://localhost/",
      "--code",
      "x",
    ],
    code: 1,
    en: "access_token: invalid_client: client_secret is incorrect — The app ID or the client secret is invalid. Copy both from the app settings.",
    ru: "access_token: invalid_client: client_secret is incorrect — Некорректный ID приложения или защищённый ключ. Скопируйте их из настроек приложения.",
  },
  "no current profile": {
    words: ["vk", "profile", "show"],
    code: 2,
    en: "oint: no profile is current; see oint vk profile list, or oint vk login. See oint vk profile show --help",
    ru: "oint: текущий профиль не выбран; посмотрите oint vk profile list или выполните oint vk login. Справка: oint vk profile show --help",
  },
  "a profile that is not there": {
    words: ["vk", "whoami", "--profile", "shop"],
    env: { OINT_VK_AUTH: "" },
    code: 2,
    en: 'oint: --profile: there is no profile "shop".',
    ru: "oint: --profile: нет профиля «shop».",
  },
  "a variable with a wrong value": {
    words: deletion,
    env: { OINT_VK_AUTH: "", OINT_VK_TOKEN: "{}" },
    code: 2,
    en: "oint: OINT_VK_TOKEN is an object, expected a bare token; an object goes into OINT_VK_AUTH.",
    ru: "oint: OINT_VK_TOKEN: передана структура, ожидается отдельный токен; структура задаётся переменной OINT_VK_AUTH.",
  },
  "a variable that wins over a profile": {
    words: ["vk", "deletePost", "--post", "x", "--profile", "shop"],
    code: 2,
    en: "oint: OINT_VK_AUTH is set, so --profile shop is not used\noint: --post: got",
    ru: "oint: задана переменная OINT_VK_AUTH, поэтому --profile shop не используется\noint: --post: передано",
  },
  "a file that cannot be written": {
    words: [...deletion, "--out", "no/file.json"],
    code: 2,
    en: 'oint: --out: got "no/file.json", but its folder does not exist; expected the path of a file.',
    ru: 'oint: --out: передано "no/file.json", но его папка не существует; ожидается путь к файлу.',
  },
  "an unknown format": {
    words: [...deletion, "--format", "doc"],
    code: 2,
    en: 'oint: --format: got "doc", expected one of json, jsonl, csv, table, yaml, xlsx.',
    ru: 'oint: --format: передано "doc", ожидается одно из значений: json, jsonl, csv, table, yaml, xlsx.',
  },
  "a wrong query": {
    words: [...deletion, "--query", "nofunc(@)"],
    code: 2,
    en: 'oint: --query: got "nofunc(@)", expected a JMESPath expression: Unknown function: nofunc().',
    ru: 'oint: --query: передано "nofunc(@)", ожидается выражение JMESPath: нет функции nofunc().',
  },
  "a query that does not suit": {
    words: ["vk", "createPost", "--text", "a", "--query", "sum(response)"],
    code: 74,
    en: 'oint: --query: the call was made, but the query "sum(response)" does not suit its result: ',
    ru: 'oint: --query: вызов выполнен, но выражение "sum(response)" не подходит к его результату: аргумент 1 функции sum() имеет тип object, ожидается Array<number>; вместо выборки записан весь результат',
  },
  "an unknown guide": {
    words: ["docs", "uplods"],
    code: 2,
    en: 'oint: there is no function "uplods"; did you mean the guide uploads? See oint docs --help',
    ru: "oint: нет функции «uplods»; возможно, вы имели в виду руководство uploads? Справка: oint docs --help",
  },
  "a port that is none": {
    words: ["sandbox", "--port", "x"],
    code: 2,
    en: 'oint: --port: got "x", expected a whole number up to 65535.',
    ru: 'oint: --port: передано "x", ожидается целое число не больше 65535.',
  },
};

describe.each(Object.entries(failing))("%s", (_, { words, code, env = {}, files = {}, fault, ...said }) => {
  it.each(["en", "ru"] as const)("%s", async lang => {
    if (fault) vk.sandbox.fail(fault);
    const place = folder({ ...files, "auth.json": JSON.stringify(auth) });
    const outcome = await oint([...words, "--lang", lang], {
      cwd: place,
      env: {
        ...addressesOf(vk.sandbox),
        OINT_VK_AUTH: JSON.stringify(auth),
        ...env,
        ...(env.OINT_CONFIG_FOLDER === "" ? { OINT_CONFIG_FOLDER: place } : {}),
      },
    });
    expect(outcome.stderr).toContain(said[lang]);
    expect(outcome.code).toBe(code);
    if (lang === "ru") expectRussian(outcome.stderr);
  });
});

describe("the language", () => {
  const unknown = ["vk", "createPost", "--txt", "x"];

  it.each([
    ["--lang ru", ["--lang", "ru"], { LC_ALL: "C" }, "нет параметра"],
    ["LC_ALL", [], { LC_ALL: "ru_RU.UTF-8" }, "нет параметра"],
    ["LANG", [], { LC_ALL: "", LANG: "ru_RU.UTF-8" }, "нет параметра"],
    ["LC_MESSAGES before LANG", [], { LC_ALL: "", LC_MESSAGES: "ru_RU", LANG: "en_US" }, "нет параметра"],
    ["--lang en before the locale", ["--lang", "en"], { LC_ALL: "ru_RU.UTF-8" }, "there is no option"],
    ["another locale", [], { LC_ALL: "de_DE.UTF-8" }, "there is no option"],
  ] as const)("is that of %s", async (_, words, env, expected) => {
    const { code, stderr } = await oint([...unknown, ...words], { env });
    expect(stderr).toContain(expected);
    expect(code).toBe(2);
  });

  it.each([
    [["--lang", "de"], 'oint: --lang: got "de", expected en or ru. See oint --help\n'],
    [["--lang"], "oint: --lang has no value. See oint --help\n"],
  ])("is refused in English: %s", async (words, stderr) => {
    expect(await oint(["vk", ...words])).toEqual({ code: 2, stdout: "", stderr });
    expect(await oint(["vk", ...words], { env: { LC_ALL: "ru_RU.UTF-8" } })).toMatchObject({ stderr });
  });

  it("needs the Russian messages only where one is shown", async () => {
    const place = folder();
    cpSync(dirname(main), place, { recursive: true });
    rmSync(join(place, "parts", "ru.json"));
    const run = (...words: string[]) => start(process.execPath, [join(place, "oint.cjs"), ...words]);
    const english = run(...unknown, "--lang", "en");
    const russian = run("vk", "createTokenRetrievalLink", "--app", "1", "--lang", "ru");
    expect(await english.ended).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("no option --txt"),
    });
    expect(await russian.ended).toMatchObject({ code: 0, stderr: "" });
  });
});

test("notices and retries are in Russian", async () => {
  vk.sandbox.fail({ on: "wall.delete", fault: { disconnect: "before" } });
  const env = { ...addressesOf(vk.sandbox), OINT_VK_AUTH: JSON.stringify(auth) };
  const retried = await oint([...deletion, "--debug", "--lang", "ru"], { env });
  expect(retried.stderr).toMatch(
    /^~ retry wall\.delete .*"reason":"wall\.delete: ответ не получен \(.*сервер закрыл соединение\)"/m,
  );
  const body = '{"response":{"items":[{"id":1}],"profiles":[]}}';
  vk.sandbox.fail({ on: "groups.getById", fault: { body } });
  const { stderr } = await oint(["vk", "groups.getById", "--format", "csv", "--lang", "ru"], { env });
  expect(stderr).toBe("oint: нет в строках, но есть в форматах JSON и YAML: response.profiles\n");
});

describe("the sandbox", () => {
  const sandbox = (place: string, lang: string) =>
    start(process.execPath, [main, "sandbox", "--port", "0", "--lang", lang], {
      env: { OINT_SANDBOX_FOLDER: place },
    });
  const ready = ({ child }: ReturnType<typeof start>) =>
    new Promise<string>(resolve => child.stdout.once("data", text => resolve(String(text).trim())));

  it("says where it is, and that another one has its folder", async () => {
    const place = folder();
    const first = sandbox(place, "ru");
    const url = await ready(first);
    const second = await sandbox(place, "ru").ended;
    first.child.kill();
    const { stderr } = await first.ended;
    expect(stderr).toBe(
      `Сообщество песочницы: ${url}, адрес её методов: ${url}/method.\nКоманды с параметром --sandbox используют эту песочницу. Чтобы остановить её, нажмите Ctrl-C.\n`,
    );
    expect(second.code).toBe(2);
    expect(second.stderr).toBe(
      `oint: папку ${place} (процесс ${first.child.pid}, адрес ${url}) использует другая песочница; остановите её или укажите другую папку.\n`,
    );
  });

  it("says that its port is taken", async () => {
    const server = createServer().listen(0, "127.0.0.1");
    onTestFinished(() => void server.close());
    await new Promise(resolve => server.once("listening", resolve));
    const { port } = server.address() as AddressInfo;
    const { code, stderr } = await oint(["sandbox", "--port", String(port), "--lang", "ru"], {
      env: { OINT_SANDBOX_FOLDER: folder() },
    });
    expect(code).toBe(2);
    expect(stderr).toBe(
      `oint: --port: порт ${port} недоступен (EADDRINUSE); укажите другой или 0 для любого свободного.\n`,
    );
  });
});

test("doctor's advice is in Russian, its codes are not", async () => {
  const env = {
    ...addressesOf(vk.sandbox),
    OINT_VK_AUTH: JSON.stringify(auth),
    OINT_CONFIG_FOLDER: folder(),
  };
  vk.sandbox.fail({ on: "users.get", fault: { error: 5 } });
  const { stdout } = await oint(["vk", "doctor", "--lang", "ru"], { env });
  const { token, advice, does_not_work } = JSON.parse(stdout);
  expect(token.message).toContain("Токен недействителен или отозван.");
  expect(advice).toEqual(["Получите новый токен: oint vk login."]);
  expect(does_not_work[0]).toMatchObject({ code: 5, reason: "VK не принимает этот токен." });
});

describe("the library", () => {
  const russian: Settings = { lang: "ru" };
  const failure = async (work: () => unknown) => {
    try {
      await work();
    } catch (error) {
      return error;
    }
    throw new Error("it did not fail");
  };

  it("speaks English until it is told otherwise, for the process or for some work", async () => {
    const wrong = () => OPI_VK.createTokenRetrievalLink("x");
    expect(wrong).toThrow('app: got "x", expected an ID such as 42');
    expect(() => withSettings(russian, wrong)).toThrow('app: передано "x", ожидается ID, например 42');
    configure(russian);
    onTestFinished(() => configure({ lang: undefined }));
    expect(wrong).toThrow("ожидается ID");
    expect(() => withSettings({ lang: "en" }, wrong)).toThrow("expected an ID");
  });

  it("keeps what programs read", async () => {
    const error = await failure(() => withSettings(russian, () => OPI_VK.createTokenRetrievalLink("x")));
    expect(error).toBeInstanceOf(ArgumentError);
    expect(error).toMatchObject({ name: "ArgumentError", code: "ERR_OINT_ARGUMENT", argument: "app" });
    vk.sandbox.fail({ on: "wall.delete", fault: { error: 24 } });
    const refused = await failure(() => vk.call(() => OPI_VK.deletePost(1, auth), russian));
    expect(refused).toBeInstanceOf(VkApiError);
    expect(refused).toMatchObject({
      method: "wall.delete",
      errorCode: 24,
      error: { error_msg: "Confirmation required" },
      message: "wall.delete: ошибка 24: Confirmation required",
      hint: "VK требует подтверждения пользователя. Чтобы подтвердить, верните {confirm: 1} из обработчика в настройке onChallenge.",
    });
  });

  it("keeps the languages of calls at the same time apart", async () => {
    const down = { apiUrl: "http://127.0.0.1:1", retries: 0, batch: true };
    const [en, ru] = await Promise.all(
      (["en", "ru"] as const).map(lang =>
        failure(() => withSettings({ ...down, lang }, () => callMethod("wall.get", {}, auth))),
      ),
    );
    expect(en).toHaveProperty("message", expect.stringContaining("not reached"));
    expect(ru).toHaveProperty("message", expect.stringContaining("сервер недоступен"));
  });

  it.each([
    [41, "передано 41 кнопка, ожидается от 1 до 40"],
    [42, "передано 42 кнопки, ожидается от 1 до 40"],
    [45, "передано 45 кнопок, ожидается от 1 до 40"],
    [111, "передано 111 кнопок, ожидается от 1 до 40"],
  ])("declines the word after %d", (count, expected) => {
    const buttons = Array.from({ length: count }, (_, i) => `Button ${i}`);
    expect(() => withSettings(russian, () => OPI_VK.formKeyboard(buttons))).toThrow(`buttons: ${expected}`);
    expect(() => OPI_VK.formKeyboard(buttons)).toThrow(`buttons: got ${count} buttons, expected 1 to 40`);
  });

  it("declines what has two numbers", () => {
    const short = () => OPI_VK.formKeyboard("a".repeat(41));
    expect(() => withSettings(russian, short)).toThrow("(41 символ), ожидается от 1 до 40 символов");
  });

  it("refuses a language that it does not speak", () => {
    const lang = "de" as "en"; // JavaScript may give anything
    expect(() => configure({ lang })).toThrow('lang: got "de", expected en or ru');
    expect(() => withSettings({ lang }, () => 1)).toThrow(ArgumentError);
  });

  it("diagnoses in Russian", async () => {
    const settings = { ...russian, apiUrl: "http://127.0.0.1:1", retries: 0 };
    const { vk: reach } = await withSettings(settings, () => diagnose(auth));
    expect(reach).toMatchObject({ reached: false, problem: "connection" });
    expect(reach.message).toMatch(
      /сервер недоступен .*\. Нет соединения\. Проверьте сеть, брандмауэр и прокси-сервер\.$/,
    );
  });
});

describe("the check of the messages", () => {
  const call = (template: string, places = "") => `localize(${JSON.stringify(template)}${places});`;
  const check = (code: string, texts: Readonly<Record<string, string>>) =>
    checkMessages(new Map([["src/x.ts", code]]), texts);
  const forms = (names: string) => `{count, plural,${names.replace(/\w+/g, "$& {файл}")}}`;

  it("finds nothing wrong in a complete catalog", () => {
    const code = call("got {count} files", ", { count }");
    expect(check(code, { "got {count} files": `передано {count} ${forms(" one few many other")}` })).toEqual(
      [],
    );
  });

  it.each([
    ["a text that is missing", call("got {value}"), {}, "src/i18n/ru.json lacks: got {value}"],
    [
      "a text of no message",
      "",
      { none: "нет" },
      "src/i18n/ru.json translates a message that is not used: none",
    ],
    [
      "a place that is lost",
      call("got {value}"),
      { "got {value}": "передано" },
      "src/i18n/ru.json has other places in: got {value}",
    ],
    [
      "a word without all its forms",
      call("{count} files"),
      { "{count} files": `{count} ${forms(" one other")}` },
      `src/i18n/ru.json has other forms than few many one other in: {count} ${forms(" one other")}`,
    ],
    [
      "a template that is no literal",
      "localize(text);",
      {},
      "src/x.ts:1: the template is not a literal: localize(text)",
    ],
    [
      "an error in English",
      'throw new ArgumentError(name, "got " + value + ", expected one");',
      {},
      'src/x.ts:1: a text without localize: ", expected one"',
    ],
  ])("finds %s", (_, code, texts, problem) => {
    expect(check(code, texts)).toEqual([problem]);
  });
});
