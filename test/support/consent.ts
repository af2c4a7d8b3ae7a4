/** Submits the form of the sandbox's consent page and returns the URL that the browser is redirected to. */
async function decide(link: string, decision: "allow" | "deny"): Promise<string> {
  const page = await (await fetch(link)).text();
  const action = /<form method="post" action="([^"]+)"/.exec(page)?.[1] ?? "";
  const body = new URLSearchParams({ ...Object.fromEntries(new URL(link).searchParams), decision });
  const response = await fetch(new URL(action, link), { method: "POST", body, redirect: "manual" });
  return response.headers.get("location") ?? "";
}

/** The user allows what the app requests. */
export const allow = (link: string) => decide(link, "allow");

/** The user denies it. */
export const deny = (link: string) => decide(link, "deny");
