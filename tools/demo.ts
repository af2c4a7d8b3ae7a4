/** Shows what a new user does first: creates a post with a photo and a story in the sandbox, with the built command line. */
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";

const main = "dist/cli/oint.cjs";
const photo = "examples/photo.jpg";

async function startSandbox(): Promise<{ sandbox: ChildProcess; url: string }> {
  const sandbox = spawn(process.execPath, [main, "sandbox", "--port", "0"], {
    stdio: ["ignore", "pipe", "ignore"],
  });
  const ended = once(sandbox, "exit").then(() => {
    throw new Error("the sandbox did not start; run node dist/cli/oint.cjs sandbox to see why");
  });
  const [url] = await Promise.race([once(createInterface(sandbox.stdout), "line"), ended]);
  ended.catch(() => {});
  return { sandbox, url };
}

function run(...args: string[]): void {
  console.log(`\n$ oint ${args.map(arg => (/[^\w./:-]/.test(arg) ? JSON.stringify(arg) : arg)).join(" ")}`);
  console.log(execFileSync(process.execPath, [main, ...args], { encoding: "utf8" }).trim());
}

const { sandbox, url } = await startSandbox();
console.log(`The sandbox, a local emulator of the VK API, runs at ${url}`);
try {
  run("vk", "createPost", "--sandbox", "--text", "The first post, with a photo", "--pictures", photo);
  run("vk", "createStory", "--sandbox", "--picture", photo, "--url", "https://vk.com/market-218861756");
} finally {
  sandbox.kill("SIGTERM");
  await once(sandbox, "exit");
}
console.log(`
To see the post and the story:
  npm run sandbox
and open http://127.0.0.1:5199 in your browser.`);
