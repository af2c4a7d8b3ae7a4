import { html } from "hono/html";
import { sandboxUser } from "../oauth/tokens.ts";
import { frame, type Html } from "./frame.ts";

function page(title: string, content: Html): Html {
  return frame(`${title} · oint sandbox`, html`<main class="narrow">${content}</main>`);
}

/** What a person is asked. */
export interface Question {
  readonly app: string;
  readonly rights: readonly string[];
  readonly groups: readonly number[];
  /** Where the answer is sent. */
  readonly action: string;
  /** The parameters of the link, which come back with the answer. */
  readonly params: Readonly<Record<string, string>>;
}

/** The page that asks a person to allow an application what it wants. */
export function consentPage({ app, rights, groups, action, params }: Question): Html {
  const hidden = Object.entries(params).map(
    ([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`,
  );
  const whose = groups.length
    ? html`<p>It asks to act for ${groups.map(group => html`<strong>Community ${group}</strong> `)}</p>`
    : html`<p>It asks to act for you, <strong>${sandboxUser.first_name} ${sandboxUser.last_name}</strong></p>`;
  return page(
    `Allow ${app}`,
    html`<article>
      <h1>${app}</h1>
      ${whose}
      ${rights.length ? html`<h2>Rights</h2><ul>${rights.map(right => html`<li>${right}</li>`)}</ul>` : ""}
      <form method="post" action="${action}">
        ${hidden}
        <p class="buttons">
          <button name="answer" value="allow">Allow</button>
          <button name="answer" value="deny" class="second">Deny</button>
        </p>
      </form>
      <p class="quiet">A page of the sandbox, which plays VK on this machine.</p>
    </article>`,
  );
}

/** VK's empty page, at which the implicit flow ends. */
export function blankPage(): Html {
  return page(
    "Empty page",
    html`<article>
      <h1>This page is empty</h1>
      <p>What you want stands in the address line. Copy the whole address, and show it to nobody: it holds your token.</p>
    </article>`,
  );
}
