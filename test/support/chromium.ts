import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { type Browser, chromium } from "playwright-core";

const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];

function find(): string | undefined {
  const { CHROME_PATH, PATH = "" } = process.env;
  const paths = PATH.split(delimiter).flatMap(folder => names.map(name => join(folder, name)));
  return [CHROME_PATH ?? "", ...paths].find(path => path && existsSync(path));
}

/** Installs Debian's Chromium if this is root on a system with apt-get. */
function install(): void {
  if (process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get")) return;
  const options = { stdio: "ignore", env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" } } as const;
  execFileSync("apt-get", ["update"], options);
  execFileSync("apt-get", ["install", "-y", "--no-install-recommends", "chromium"], options);
}

/** Starts headless Chromium; installs Debian's Chromium if there is none. */
export async function startChromium(): Promise<Browser> {
  if (!find()) install();
  const executablePath = find();
  if (!executablePath) {
    throw new Error(
      "These tests need Chromium: apt-get install chromium, or set CHROME_PATH to an installed Chrome",
    );
  }
  const args = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
  ];
  return chromium.launch({ executablePath, args });
}
