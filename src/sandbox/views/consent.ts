import { html } from "hono/html";
import { frame, type Html } from "./frame.ts";

function narrowPage(title: string, content: Html): Html {
  return frame(`${title} · oint sandbox`, html`<main class="narrow">${content}</main>`);
}

/** What the user is asked to allow. */
export interface ConsentRequest {
  /** App name. */
  readonly app: string;
  /** Name of the user. */
  readonly user: string;
  readonly scopes: readonly string[];
  /** Community IDs; empty when the app asks for a user token. */
  readonly groups: readonly number[];
  /** URL that the form posts the user's decision to. */
  readonly action: string;
  /** Parameters of the link, which the form sends back with the decision. */
  readonly params: Readonly<Record<string, string>>;
}

/** The page that asks the user to allow or deny what an app requests. */
export function consentPage({ app, user, scopes, groups, action, params }: ConsentRequest): Html {
  const hiddenFields = Object.entries(params).map(
    ([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`,
  );
  const tokenOwner = groups.length
    ? html`<p>The app requests access to ${groups.map(group => html`<strong>Community ${group}</strong> `)}</p>`
    : html`<p>The app requests access to your account, <strong>${user}</strong></p>`;
  return narrowPage(
    `Allow ${app}`,
    html`<article>
      <h1>${app}</h1>
      ${tokenOwner}
      ${scopes.length ? html`<h2>Permissions</h2><ul>${scopes.map(scope => html`<li>${scope}</li>`)}</ul>` : ""}
      <form method="post" action="${action}">
        ${hiddenFields}
        <p class="buttons">
          <button name="decision" value="allow">Allow</button>
          <button name="decision" value="deny" class="second">Deny</button>
        </p>
      </form>
      <p class="quiet">This page belongs to the oint sandbox, a local emulator of the VK API.</p>
    </article>`,
  );
}

/** The page of a captcha. In VK, it gives the app a token when the user has passed the check. */
export function captchaPage(token: string): Html {
  return narrowPage(
    "Captcha",
    html`<article>
      <h1>You have passed the check</h1>
      <p>Repeat the call with <code>success_token</code>:</p>
      <p><code>${token}</code></p>
    </article>`,
  );
}

/** VK's blank page, where the implicit flow ends. */
export function blankPage(): Html {
  return narrowPage(
    "Blank page",
    html`<article>
      <h1>This page is blank</h1>
      <p>Copy the whole URL from the address bar. It contains your token, so don't show it to anyone.</p>
    </article>`,
  );
}
