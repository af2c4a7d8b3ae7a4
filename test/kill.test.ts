import { once } from "node:events";
import { createInterface } from "node:readline";
import { expect, it, onTestFinished } from "vitest";
import { startSandbox } from "../src/sandbox/index.ts";
import { Store } from "../src/sandbox/state/store.ts";
import { folder, main, start } from "./support/command.ts";
import { png } from "./support/pictures.ts";

/** Starts `oint sandbox` in a process of its own. */
async function startProcess(path: string) {
  const args = [main, "sandbox", "--port", "0", "--rps", "0", "--folder", path];
  const { child, ended } = start(process.execPath, args);
  onTestFinished(() => void child.kill("SIGKILL"));
  const [url] = (await once(createInterface(child.stdout), "line")) as [string];
  return { url, child, ended };
}

async function call(url: string, method: string, params: Record<string, string>) {
  const body = new URLSearchParams({ access_token: "t", v: "5.199", ...params });
  return (await fetch(`${url}/method/${method}`, { method: "POST", body })).json() as Promise<{
    response?: unknown;
  }>;
}

it("keeps every acknowledged call when the sandbox is killed", async () => {
  const path = folder();
  const { url, child, ended } = await startProcess(path);

  const acknowledged: string[] = [];
  const write = async (worker: number): Promise<void> => {
    for (let i = 0; ; i++) {
      const message = `post ${worker}-${i}`;
      const { response } = await call(url, "wall.post", { owner_id: "-1", message });
      if (response) acknowledged.push(message);
    }
  };
  // Each worker ends with the connection that the kill cuts.
  const workers = Promise.allSettled([1, 2, 3, 4].map(write));
  while (acknowledged.length < 200) await new Promise(resolve => setImmediate(resolve));
  child.kill("SIGKILL");
  await Promise.all([workers, ended]);

  const store = new Store(path);
  const texts = store.state.posts.by("owner", -1).map(({ text }) => text);
  store.close();
  expect(acknowledged.length).toBeGreaterThanOrEqual(200);
  expect(acknowledged.filter(text => !texts.includes(text))).toEqual([]);
  expect(new Set(texts).size).toBe(texts.length);

  // A later sandbox takes the folder of the killed one, and assigns no ID twice.
  const next = await startSandbox({ folder: path, rps: 0 });
  const posted = await call(next.url, "wall.post", { owner_id: "-1", message: "after" });
  expect(posted.response).toEqual({ post_id: texts.length + 1 });
  await next.close();
});

it("keeps an uploaded file whose photo was not saved yet", async () => {
  const path = folder();
  const { url, child, ended } = await startProcess(path);
  const server = await call(url, "photos.getWallUploadServer", { group_id: "1" });
  const { upload_url } = server.response as { upload_url: string };
  const form = new FormData();
  form.append("photo", new Blob([new Uint8Array(png(40, 30))]), "a.png");
  const uploaded = (await (await fetch(upload_url, { method: "POST", body: form })).json()) as Record<
    string,
    string
  >;
  child.kill("SIGKILL");
  await ended;

  const next = await startSandbox({ folder: path, rps: 0 });
  const fields = Object.entries({ ...uploaded, group_id: "1" }).map(([name, value]) => [name, String(value)]);
  const saved = await call(next.url, "photos.saveWallPhoto", Object.fromEntries(fields));
  expect(saved).toMatchObject({ response: [{ width: 40, height: 30, owner_id: -1 }] });
  await next.close();
});
