/** Opens an address in the person's browser. A machine without one has shown the address, which is enough. */
export async function openInBrowser(address: string): Promise<void> {
  const { default: open } = await import("open");
  const browser = await open(address).catch(() => undefined);
  browser?.on("error", () => {});
}
