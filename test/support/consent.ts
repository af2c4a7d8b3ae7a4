/** Plays the person at the sandbox's page: sends its form, and gives the address to which VK sends the browser. */
async function decide(link: string, answer: "allow" | "deny"): Promise<string> {
  const page = await (await fetch(link)).text();
  const action = /<form method="post" action="([^"]+)"/.exec(page)?.[1] ?? "";
  const body = new URLSearchParams({ ...Object.fromEntries(new URL(link).searchParams), answer });
  const response = await fetch(new URL(action, link), { method: "POST", body, redirect: "manual" });
  return response.headers.get("location") ?? "";
}

/** The person allows what a link asks. */
export const allow = (link: string) => decide(link, "allow");

/** The person refuses. */
export const deny = (link: string) => decide(link, "deny");
