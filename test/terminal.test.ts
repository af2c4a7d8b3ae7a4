import { spawn } from "node:child_process";
import { describe, expect, test } from "vitest";
import { addressesOf, folder, main } from "./support/command.ts";
import { mp4 } from "./support/pictures.ts";
import { auth, useSandbox } from "./support/sandbox.ts";

const vk = useSandbox();

/** Runs the command line on a terminal of its own, as `script` of every Debian makes one, and answers what it asks. */
function onTerminal(
  words: string,
  answers: Readonly<Record<string, string>> = {},
  more: Readonly<Record<string, string>> = {},
  through = "",
  watch: (shown: string) => void = () => {},
) {
  const env = {
    ...process.env,
    LC_ALL: "C.UTF-8",
    ...addressesOf(vk.sandbox),
    OINT_VK_AUTH: JSON.stringify(auth),
    ...more,
  };
  const command = `${through} ${process.execPath} ${main} vk ${words}`;
  const child = spawn("script", ["--quiet", "--return", "--command", command, "/dev/null"], { env });
  const open = new Map(Object.entries(answers));
  let shown = "";
  child.stdout.setEncoding("utf8").on("data", text => {
    shown += text;
    watch(shown);
    for (const [question, reply] of open) {
      if (!shown.includes(question)) continue;
      open.delete(question);
      // A control character is a key of its own.
      child.stdin.write(reply < " " ? reply : `${reply}\n`);
    }
  });
  return new Promise<{ code: number | null; shown: string }>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", code => {
      expect(shown).not.toContain("NEVER-SHOWN");
      resolve({ code, shown });
    });
  });
}

test("an upload shows a bar while it goes, and takes it away", async () => {
  const path = folder({ "film.mp4": mp4(8 * 1024 * 1024) });
  const { code, shown } = await onTerminal(`uploadVideoToServer --file ${path}/film.mp4 --title Film`);
  expect(shown).toMatch(/film\.mp4 \[.*\] \d+%/);
  expect(shown).toContain('"video_id"');
  expect(code).toBe(0);
});

test("a captcha is asked for, and the answer goes along with the same post", async () => {
  const link = "https://id.vk.ru/not_robot_captcha?session_token=s";
  vk.sandbox.fail({ on: "wall.post", fault: { error: 14, extra: { redirect_uri: link } } });
  const { code, shown } = await onTerminal("createPost --text Hello", { "success_token: ": "solved" });
  expect(code).toBe(0);
  expect(shown).toContain(link);
  expect(vk.last("wall.post")).toMatchObject({ message: "Hello", success_token: "solved" });
});

test("a confirmation that is refused leaves the post undone", async () => {
  const extra = { confirmation_text: "Really?" };
  vk.sandbox.fail({ on: "wall.post", fault: { error: 24, extra } });
  const { code, shown } = await onTerminal("createPost --text Never", { "Really?": "no" });
  expect(code).toBe(4);
  expect(shown).toContain("Really?");
});

test("login asks what no option tells, and does not show the secret", async () => {
  const more = { OINT_CONFIG_FOLDER: folder(), OINT_VK_AUTH: "" };
  const answers = {
    "Kind of token:": "service",
    "App ID": "51694790",
    "Client secret": "sandbox-secret",
  };
  const { code, shown } = await onTerminal("login", answers, more);
  expect(shown).toContain("Which token do you want?");
  expect(shown).toContain("It is stored as the profile default.");
  expect(shown).not.toContain("sandbox-secret");
  expect(code).toBe(0);
});

describe("in Russian", () => {
  test("login asks, and says what it stored", async () => {
    const more = { OINT_CONFIG_FOLDER: folder(), OINT_VK_AUTH: "" };
    const answers = {
      "Вид токена:": "service",
      "ID приложения (создать приложение: https://vk.com/apps?act=manage):": "51694790",
      "Защищённый ключ приложения": "sandbox-secret",
    };
    const { code, shown } = await onTerminal("login --lang ru", answers, more);
    expect(shown).toContain("Какой токен вам нужен?");
    expect(shown).toContain("сервисный токен для методов, не связанных с пользователем");
    expect(shown).toContain(
      "Вид токена: сервисный. Владелец: само приложение. Токен сохранён в профиле default.",
    );
    expect(code).toBe(0);
  });

  test("a confirmation is asked for", async () => {
    const extra = { confirmation_text: "Really?" };
    vk.sandbox.fail({ on: "wall.post", fault: { error: 24, extra } });
    const answers = { "VK спрашивает: Really? (да/нет)": "да" };
    expect(await onTerminal("createPost --text Hello --lang ru", answers)).toMatchObject({ code: 0 });
    expect(vk.last("wall.post").confirm).toBe("1");
  });

  test("a bar tells the time that is left", async () => {
    const path = folder({ "film.mp4": mp4(8 * 1024 * 1024) });
    const words = `uploadVideoToServer --file ${path}/film.mp4 --title Film --lang ru`;
    expect((await onTerminal(words)).shown).toMatch(/film\.mp4 \[.*\] \d+% \d+ с/);
  });
});

const keys = [
  ["Ctrl-C", "\u0003"],
  ["Ctrl-D", "\u0004"],
] as const;

describe.each(keys)("%s at a question interrupts", (_, key) => {
  const nobody = () => ({ OINT_CONFIG_FOLDER: folder(), OINT_VK_AUTH: "" });

  test.each([
    ["login's choice", "login", "Kind of token:", {}],
    ["login's secret", "login --kind service --app 51694790", "Client secret", {}],
    ["login's paste", "login --kind user --app 51694790 --group 1 --no-browser", "paste it here", {}],
  ])("%s", async (_, words, question) => {
    const { code, shown } = await onTerminal(words, { [question]: key }, nobody());
    expect(shown).not.toMatch(/mistake in oint|\n\s+at /);
    expect(code).toBe(130);
  });

  test.each([
    ["a captcha", { error: 14, extra: { redirect_uri: "https://id.vk.com/captcha" } }, "success_token"],
    [
      "a captcha with a picture",
      { error: 14, extra: { captcha_img: "a.png", captcha_sid: "1" } },
      "Text in the image",
    ],
    ["a confirmation", { error: 24, extra: { confirmation_text: "Really?" } }, "Really?"],
  ])("%s, and nothing is sent again", async (_, fault, question) => {
    vk.sandbox.fail({ on: "wall.post", fault });
    const before = vk.sandbox.calls.length;
    const { code, shown } = await onTerminal("createPost --text Never", { [question]: key });
    expect(shown).not.toMatch(/mistake in oint|\n\s+at /);
    expect(code).toBe(130);
    expect(vk.sandbox.calls.length).toBe(before + 1);
  });
});

test("a signal at a question interrupts", async () => {
  const more = { OINT_CONFIG_FOLDER: folder(), OINT_VK_AUTH: "" };
  // The shell of the terminal becomes the command, so its number is the command's.
  let isSent = false;
  const shell = `sh -c 'echo number $$; exec "$0" "$@"'`;
  const { code, shown } = await onTerminal("login", {}, more, shell, text => {
    const number = /number (\d+)/.exec(text)?.[1];
    if (isSent || !number || !text.includes("Kind of token:")) return;
    isSent = process.kill(Number(number), "SIGTERM");
  });
  expect(shown).not.toContain("mistake in oint");
  expect(code).toBe(130);
});

test("an upload that fails at last takes its bar away, says why, and ends", async () => {
  const path = folder({ "film.mp4": mp4(32 * 1024 * 1024) });
  vk.sandbox.fail({ on: "upload", fault: { body: "no", status: 400 } });
  const { code, shown } = await onTerminal(`uploadVideoToServer --file ${path}/film.mp4 --title Film`);
  expect(code).toBe(3);
  expect(shown).toMatch(/oint: upload Video: .*\r\n$/);
});
