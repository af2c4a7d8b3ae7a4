import { html } from "hono/html";
import { style } from "./style.ts";

/** A part of a page. */
export type Html = ReturnType<typeof html>;

/** A complete page of the sandbox. */
export function frame(title: string, body: Html, lang = "en"): Html {
  return html`<!doctype html>
    <html lang="${lang}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title}</title>
        <link rel="icon" href="data:," />
        <style>
          ${style}
        </style>
      </head>
      <body>
        ${body}
      </body>
    </html>`;
}
