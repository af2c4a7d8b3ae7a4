import { raw } from "hono/html";

/** Shows new calls, events and faults as they come, when the page has a place for them. */
export const script = raw(`
const shown = 20;
const places = document.querySelectorAll("[data-live]");
if (places.length > 0) {
  const source = new EventSource("/sandbox/stream" + location.search);
  const live = document.getElementById("live");
  source.onopen = () => live.classList.add("good");
  source.onerror = () => live.classList.remove("good");
  for (const place of places) {
    source.addEventListener(place.dataset.live, ({ data }) => {
      if (place.dataset.live === "faults") { place.innerHTML = data; return; }
      document.getElementById("none")?.remove();
      place.insertAdjacentHTML("afterbegin", data);
      while (place.children.length > shown) place.lastElementChild.remove();
    });
  }
}
`);
