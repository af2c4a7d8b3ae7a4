import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, lstatSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { folder } from "./support/command.ts";
import { png } from "./support/pictures.ts";

const npm = (args: string[], cwd: string) =>
  execFileSync("npm", args, { cwd, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });

/** Megabytes that a folder takes on the disk, as `du` counts them. */
function megabytesOf(path: string): number {
  const paths = readdirSync(path, { recursive: true, encoding: "utf8" }).map(name => join(path, name));
  return paths.reduce((sum, item) => sum + lstatSync(item).blocks * 512, 0) / 2 ** 20;
}

describe("the package, packed and installed in an empty folder", () => {
  it("runs as a command, as a library and as a sandbox, with types", { timeout: 180_000 }, async () => {
    const cwd = folder({ "package.json": '{"type":"module"}' });
    const [{ filename }] = JSON.parse(
      npm(["pack", "--ignore-scripts", "--json", "--pack-destination", cwd], process.cwd()),
    );
    npm(["install", "--prefer-offline", "--no-audit", "--no-fund", join(cwd, filename)], cwd);

    const command = join(cwd, "node_modules/.bin/oint");
    const link = execFileSync(command, ["vk", "createTokenRetrievalLink", "--app", "7"], {
      encoding: "utf8",
    });
    expect(link).toContain("client_id=7");
    const unknown = ["vk", "createPost", "--txt", "x", "--lang", "ru"];
    expect(spawnSync(command, unknown, { encoding: "utf8" }).stderr).toContain("нет параметра --txt");

    writeFileSync(
      join(cwd, "use.ts"),
      `import { configure, OPI_VK, readRows, VkApiError, withSettings } from "oint";
import { listen } from "oint/events";
import { createPost } from "oint/OPI_VK";
import { startSandbox } from "oint/sandbox";

const sandbox = await startSandbox();
const auth = OPI_VK.getAuthParameters(1, 2, "token");
await withSettings({ apiUrl: sandbox.apiUrl }, async () => {
  const { response } = await createPost("Hello", [Buffer.from("${Buffer.from(png()).toString("base64")}", "base64")], false, "", auth);
  const id: number | undefined = response.post_id;
  // @ts-expect-error VK's answer has no such field: its type is known
  const other: string = response.post_identifier;
  console.log(id, other, OPI_VK.createPost === createPost, await OPI_VK.deletePost(999, auth).catch(e => e instanceof VkApiError));
});
for await (const { line } of readRows("node_modules/oint/examples/products.xlsx")) {
  console.log(line, typeof listen);
  break;
}
await sandbox.close();
configure({ lang: "ru" });
try {
  OPI_VK.createTokenRetrievalLink("x");
} catch (error) {
  console.log((error as Error).message);
}
`,
    );
    const tsc = join(process.cwd(), "node_modules/typescript/bin/tsc");
    const options = [
      "--target",
      "es2023",
      "--module",
      "nodenext",
      "--strict",
      "--types",
      "node",
      "--typeRoots",
      join(process.cwd(), "node_modules/@types"),
    ];
    execFileSync(process.execPath, [tsc, ...options, join(cwd, "use.ts")], { cwd });
    expect(execFileSync(process.execPath, [join(cwd, "use.js")], { cwd, encoding: "utf8" })).toBe(
      '1 undefined true true\n2 function\napp: передано "x", ожидается ID, например 42\n',
    );
    expect(existsSync(join(cwd, "node_modules/@vkontakte"))).toBe(false);
    expect(megabytesOf(join(cwd, "node_modules"))).toBeLessThan(12);
  });
});
