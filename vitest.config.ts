import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    // Most of the time goes into programs that the tests start, so every core has a worker.
    maxWorkers: "100%",
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // A test that hangs on a socket shall fail by itself, and the run end.
    teardownTimeout: 10_000,
    onConsoleLog(log) {
      if (log.includes("NEVER-SHOWN")) throw new Error("a test printed the token");
    },
  },
});
