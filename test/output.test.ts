import { execFileSync } from "node:child_process";
import {
  chmodSync,
  chownSync,
  lstatSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it, onTestFinished } from "vitest";
import { bash, folder, main, type RunOptions, start } from "./support/command.ts";
import { png } from "./support/pictures.ts";
import { auth, useSandbox } from "./support/sandbox.ts";

const vk = useSandbox();

/** Runs a script with `oint` on the sandbox of the tests. */
function script(text: string, { env, ...rest }: RunOptions = {}) {
  return bash(text, { env: { ...environment(), ...env }, ...rest });
}

function environment() {
  return { OINT_VK_API_URL: vk.sandbox.apiUrl, OINT_VK_AUTH: JSON.stringify(auth) };
}

function posts(): number {
  return vk.sandbox.calls.filter(({ method }) => method === "wall.post").length;
}

const post = "oint vk createPost --text Hello";

/** Root could replace what stands in /dev, if oint tried to; so somebody else tries. */
const byAnybody = [
  ...(process.getuid?.() === 0 ? ["setpriv --reuid 65534 --regid 65534 --clear-groups"] : []),
  `"${process.execPath}" "${main}" vk createPost --text Hello`,
].join(" ");

const isResult = /^\{\s+"response": \{\s+"post_id": \d+\s+\}\s+\}\n$/;

describe("--out", () => {
  it("writes to a device and leaves it one", async () => {
    expect(await script(`${byAnybody} --out /dev/null`)).toEqual({ code: 0, stdout: "", stderr: "" });
    expect(lstatSync("/dev/null").isCharacterDevice()).toBe(true);
  });

  it("writes to a named pipe, waits for its reader, and leaves it one", async () => {
    const cwd = folder();
    const { code, stdout } = await script(
      `mkfifo p; (sleep 0.5; cat p) & ${post} --out p; code=$?; wait; exit $code`,
      {
        cwd,
      },
    );
    expect(code).toBe(0);
    expect(stdout).toMatch(isResult);
    expect(lstatSync(join(cwd, "p")).isFIFO()).toBe(true);
    expect(readdirSync(cwd)).toEqual(["p"]);
  });

  it("lets the reader of a pipe go when there is no result, or when it has read enough", async () => {
    const cwd = folder();
    const failed = await script(
      "mkfifo p; cat p & oint vk deletePost --post 123456 --out p; code=$?; wait; exit $code",
      {
        cwd,
      },
    );
    expect(failed.code).toBe(1);
    const gone = await script(`(exec < p) & ${post} --out p`, { cwd });
    expect(gone).toEqual({ code: 0, stdout: "", stderr: "" });
  });

  it("writes to a shell's process substitution", async () => {
    const { code, stdout } = await script(`${post} --out >(cat; echo end); code=$?; sleep 0.5; exit $code`);
    expect(code).toBe(0);
    expect(stdout).toMatch(/"post_id": \d+\s+\}\s+\}\nend\n$/);
  });

  it.each(["/dev/stdout", "/dev/fd/1", "/proc/self/fd/1", "link"])(
    "writes behind what stands in the file that is open as %s",
    async path => {
      const cwd = folder();
      chmodSync(cwd, 0o755);
      symlinkSync("/dev/stdout", join(cwd, "link"));
      expect((await script(`cat > log <<< older; ${byAnybody} --out ${path} >> log`, { cwd })).code).toBe(0);
      const [first, rest] = readFileSync(join(cwd, "log"), "utf8").split(/(?<=older\n)/);
      expect(first).toBe("older\n");
      expect(rest).toMatch(isResult);
    },
  );

  it.each(["there", "absent"])("follows a link to a file that is %s, and leaves it one", async name => {
    const cwd = folder({ there: "older" });
    execFileSync("mkdir", ["far"], { cwd });
    symlinkSync(`../${name}`, join(cwd, "far", "second"));
    symlinkSync("far/second", join(cwd, "first"));
    expect((await script(`${post} --out first`, { cwd })).code).toBe(0);
    expect(readlinkSync(join(cwd, "first"))).toBe("far/second");
    expect(readFileSync(join(cwd, name), "utf8")).toMatch(isResult);
    expect(readdirSync(join(cwd, "far"))).toEqual(["second"]);
  });

  it("keeps what others may do with the file, and whose it is", async () => {
    const cwd = folder({ a: "older", b: "older" });
    const before = [0o600, 0o664].map((mode, i) => {
      const path = join(cwd, "ab".charAt(i));
      chmodSync(path, mode);
      // Only root can give a file away.
      if (process.getuid?.() === 0) chownSync(path, 65534, 65534);
      return statSync(path);
    });
    expect((await script(`umask 077; ${post} --out a && ${post} --out b`, { cwd })).code).toBe(0);
    const after = ["a", "b"].map(name => statSync(join(cwd, name)));
    const mode = before.map(({ mode, uid, gid }) => ({ mode, uid, gid }));
    expect(after.map(({ mode, uid, gid }) => ({ mode, uid, gid }))).toEqual(mode);
    expect(readFileSync(join(cwd, "a"), "utf8")).toMatch(isResult);
  });

  it("gives a new file the usual rights, and one with a token the owner's alone", async () => {
    const cwd = folder({ token: "older" });
    chmodSync(join(cwd, "token"), 0o644);
    const token = "oint vk getAuthParameters --group 1 --app 2 --token NEVER-SHOWN --out token";
    expect((await script(`umask 022; ${post} --out result; ${token}`, { cwd })).code).toBe(0);
    expect(statSync(join(cwd, "result")).mode & 0o777).toBe(0o644);
    expect(statSync(join(cwd, "token")).mode & 0o777).toBe(0o600);
  });

  it("writes a file in a folder that takes no others", async () => {
    const cwd = folder({
      result: "an older result, which was longer than the new one will be: much longer indeed",
    });
    chmodSync(join(cwd, "result"), 0o666);
    chmodSync(cwd, 0o555);
    const { code } = await script(`${byAnybody} --out "${cwd}/result"`);
    chmodSync(cwd, 0o755);
    expect(code).toBe(0);
    expect(readFileSync(join(cwd, "result"), "utf8")).toMatch(isResult);
  });

  it("is not stopped by what a killed command with the same number has left", async () => {
    const cwd = folder();
    const { code } = await script(
      `touch .result.$$.part .result.json.$$.part; exec "${process.execPath}" "${main}" vk createPost --text a --out result.json`,
      { cwd },
    );
    expect(code).toBe(0);
    expect(readFileSync(join(cwd, "result.json"), "utf8")).toMatch(isResult);
  });

  it.each(["", "absent/", "loop", "/dev/fd/0", "/dev/fd/77", "/dev/full", "socket"])(
    "refuses %j before anything is sent",
    async path => {
      const cwd = folder();
      symlinkSync("loop", join(cwd, "loop"));
      const server = createServer().listen(join(cwd, "socket"));
      onTestFinished(() => void server.close());
      const before = vk.sandbox.calls.length;
      const { code, stdout, stderr } = await script(`${byAnybody} --out "${path}"`, { cwd });
      expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
      expect(stderr).toMatch(/^oint: --out: got ".*expected .*file\.?\n$/);
      expect(vk.sandbox.calls.length).toBe(before);
    },
  );

  it("tells a full disk by a code of its own, keeps the older file, and the result goes to standard output", async () => {
    const cwd = folder({ result: "older" });
    const before = posts();
    const { code, stdout, stderr } = await script(`ulimit -f 0; ${post} --out result`, { cwd });
    expect(code).toBe(74);
    expect(stdout).toMatch(isResult);
    expect(stderr).toBe(
      "oint: --out: result cannot be written (EFBIG); the command was carried out, and its result is on standard output\n",
    );
    expect(readdirSync(cwd)).toEqual(["result"]);
    expect(readFileSync(join(cwd, "result"), "utf8")).toBe("older");
    expect(posts()).toBe(before + 1);
  });

  it("prints as JSON what was to be a workbook", async () => {
    const { code, stdout } = await script(`ulimit -f 0; ${post} --out result.xlsx`, { cwd: folder() });
    expect(code).toBe(74);
    expect(stdout).toMatch(isResult);
  });

  it("does not put a token elsewhere when the disk is full", async () => {
    const cwd = folder();
    const token = "oint vk getAuthParameters --group 1 --app 2 --token NEVER-SHOWN --out token";
    const { code, stdout, stderr } = await script(`ulimit -f 0; ${token}`, { cwd });
    expect({ code, stdout }).toEqual({ code: 74, stdout: "" });
    expect(stderr).toContain("its result is lost");
    expect(readdirSync(cwd)).toEqual([]);
  });
});

describe("standard output", () => {
  it.each(["| true", "| head -c 1", "| (exec <&-; sleep 1)"])(
    "that is closed ends nothing: %s",
    async reader => {
      const before = posts();
      const { code, stderr } = await script(`${post} ${reader} > /dev/null; exit \${PIPESTATUS[0]}`);
      expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
      expect(posts()).toBe(before + 1);
    },
  );

  it("that is closed leaves a failed command its code", async () => {
    const { code, stderr } = await script(`oint vk deletePost --post 123456 | true; exit \${PIPESTATUS[0]}`);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^oint: wall\.delete: .*\n$/);
  });

  it("that is closed ends help, completions and lists no worse", async () => {
    for (const words of ["--help", "completion bash", "vk createPost --help", "version", "vk profile list"]) {
      const { code, stderr } = await script(`oint ${words} | true; exit \${PIPESTATUS[0]}`);
      expect({ words, code, stderr }).toEqual({ words, code: 0, stderr: "" });
    }
  });

  it.each([
    ["a full device", "> /dev/full", "ENOSPC"],
    ["a full disk", "> file", "EFBIG"],
    ["closed for writing", "1< /dev/null", "EBADF"],
  ])("that is %s is told by a code of its own", async (_, redirect, reason) => {
    const before = posts();
    const { code, stdout, stderr } = await script(`ulimit -f 0; ${post} ${redirect}`, { cwd: folder() });
    expect(code).toBe(74);
    expect(stdout).toBe("");
    expect(stderr).toBe(
      `oint: standard output cannot be written (${reason}); the command was carried out, but its result is lost\n`,
    );
    expect(posts()).toBe(before + 1);
  });

  it("that is full says so beside the error of a failed command", async () => {
    const { code, stderr } = await script("oint vk deletePost --post 123456 > /dev/full");
    expect(code).toBe(1);
    expect(stderr).toMatch(/^oint: wall\.delete: .*\noint: standard output cannot be written \(ENOSPC\)\n$/);
  });

  it("that takes a part and then no more is full", async () => {
    const text = "x".repeat(5000);
    const { code, stderr } = await script("ulimit -f 1; oint vk createPost --text - --test > file", {
      cwd: folder(),
      input: text,
    });
    expect(code).toBe(74);
    expect(stderr).toContain("(EFBIG)");
  });

  it.each(["file", "pipe"])("gets large results whole through a slow %s", async kind => {
    const text = "ё".repeat(1_000_000);
    const cwd = folder({ "text.txt": text });
    const reader = kind === "file" ? "> out" : "| (sleep 1; head -c 100000; sleep 0.2; cat) > out";
    const { code } = await script(
      `oint vk createPost --text - --test < text.txt ${reader}; exit \${PIPESTATUS[0]}`,
      {
        cwd,
      },
    );
    expect(code).toBe(0);
    const [request] = JSON.parse(readFileSync(join(cwd, "out"), "utf8"));
    expect(request.parameters.message === text).toBe(true);
  });
});

describe("what is stored before it is sent", () => {
  it.each([
    ["a full disk", "ulimit -f 0; "],
    ["no place for temporary files", "TMPDIR=$PWD/absent "],
  ])("tells %s, and nothing is sent", async (_, circumstances) => {
    const before = vk.sandbox.calls.length;
    const { code, stderr } = await script(`${circumstances}${post} --pictures -`, {
      cwd: folder(),
      input: png(),
    });
    expect(code).toBe(2);
    expect(stderr).toMatch(
      /^oint: --pictures: standard input cannot be stored in .* \((EFBIG|ENOENT)\); free up space, or set TMPDIR\.?\n$/,
    );
    expect(vk.sandbox.calls.length).toBe(before);
  });
});

describe("standard error", () => {
  it.each(["2> /dev/full", "2> >(true)", "2>&-"])("that fails changes nothing: %s", async redirect => {
    const { code, stdout } = await script(`${post} --debug ${redirect}`);
    expect(code).toBe(0);
    expect(stdout).toMatch(isResult);
    expect((await script(`oint vk deletePost --post 123456 ${redirect}`)).code).toBe(1);
  });
});

it("a command whose result nobody reads ends at the first signal", async () => {
  const cwd = folder();
  writeFileSync(join(cwd, "text.txt"), "x".repeat(1_000_000));
  const { child, ended } = start(
    "bash",
    ["-c", `exec "${process.execPath}" "${main}" vk createPost --text - --test < text.txt`],
    { cwd, env: environment() },
  );
  child.stdout.pause();
  await sleep(1000);
  child.kill("SIGTERM");
  child.stdout.resume();
  expect((await ended).code).toBe(130);
});
