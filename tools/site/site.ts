/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
/** What the pages of the site do in a browser: the search, and a menu that is closed on small screens. */
import MiniSearch from "minisearch";

interface Found {
  readonly path: string;
  readonly title: string;
  readonly text: string;
}

declare global {
  interface Window {
    /** Written by the build, one file a language. */
    ointPages: readonly Found[];
  }
}

const maxFound = 12;
const field = document.querySelector<HTMLInputElement>("#search");
const list = document.querySelector<HTMLUListElement>("#found");
const root = document.body.dataset.root ?? "";

const index = new MiniSearch<Found>({
  idField: "path",
  fields: ["title", "text"],
  storeFields: ["path", "title"],
  // createPost is found by "post" as well.
  tokenize: text => text.split(/[^\p{L}\p{N}]+/u).flatMap(word => [word, ...word.split(/(?=\p{Lu})/u)]),
  searchOptions: { prefix: true, fuzzy: 0.15, boost: { title: 4 }, combineWith: "AND" },
});
index.addAll([...window.ointPages]);

function item(content: Node): HTMLLIElement {
  const element = document.createElement("li");
  element.append(content);
  return element;
}

function show(): void {
  if (!field || !list) return;
  const query = field.value.trim();
  list.hidden = query === "";
  const found = index.search(query).slice(0, maxFound);
  const links = found.map(({ path, title }) => {
    const link = document.createElement("a");
    link.href = `${root}${path}.html`;
    link.textContent = title;
    return item(link);
  });
  list.replaceChildren(...(links.length > 0 ? links : [item(new Text(field.dataset.nothing))]));
}

field?.addEventListener("input", show);
document.addEventListener("keydown", event => {
  if (event.key === "Escape" && field && list) {
    field.value = "";
    list.hidden = true;
  }
  if (event.key === "/" && document.activeElement?.tagName !== "INPUT") {
    event.preventDefault();
    field?.focus();
  }
});
if (matchMedia("(max-width: 55rem)").matches) document.querySelector("nav details")?.removeAttribute("open");
document.querySelector('nav [aria-current="page"]')?.scrollIntoView({ block: "center" });
scrollTo(0, 0);
