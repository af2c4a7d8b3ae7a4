/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
/** Scripts of the pages: the search, and a menu that is closed on small screens. */
import MiniSearch from "minisearch";

interface SearchablePage {
  readonly path: string;
  readonly title: string;
  readonly text: string;
}

declare global {
  interface Window {
    /** Pages to search; the build writes one file for each language. */
    ointPages: readonly SearchablePage[];
  }
}

const maxResults = 12;
const field = document.querySelector<HTMLInputElement>("#search");
const list = document.querySelector<HTMLUListElement>("#found");
const root = document.body.dataset.root ?? "";

const index = new MiniSearch<SearchablePage>({
  idField: "path",
  fields: ["title", "text"],
  storeFields: ["path", "title"],
  // The query "post" also finds createPost.
  tokenize: text => text.split(/[^\p{L}\p{N}]+/u).flatMap(word => [word, ...word.split(/(?=\p{Lu})/u)]),
  searchOptions: { prefix: true, fuzzy: 0.15, boost: { title: 4 }, combineWith: "AND" },
});
index.addAll([...window.ointPages]);

function listItem(content: Node): HTMLLIElement {
  const element = document.createElement("li");
  element.append(content);
  return element;
}

function showResults(): void {
  if (!field || !list) return;
  const query = field.value.trim();
  list.hidden = query === "";
  const results = index.search(query).slice(0, maxResults);
  const links = results.map(({ path, title }) => {
    const link = document.createElement("a");
    link.href = `${root}${path}.html`;
    link.textContent = title;
    return listItem(link);
  });
  list.replaceChildren(...(links.length > 0 ? links : [listItem(new Text(field.dataset.nothing))]));
}

field?.addEventListener("input", showResults);
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
