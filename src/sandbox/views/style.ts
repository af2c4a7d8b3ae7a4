import { raw } from "hono/html";

/** Style sheet of the pages; light or dark, as the reader's system is set. */
export const style = raw(`
:root { color-scheme: light dark; --ground: light-dark(#edeef0, #14161a); --card: light-dark(#fff, #1f2227);
  --ink: light-dark(#1d1f23, #e8eaed); --quiet: light-dark(#5c6470, #9aa3af); --accent: light-dark(#1f5fa8, #7db4f2); }
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; }
body > header, main { max-width: 60rem; margin: 0 auto; padding: 1rem; }
body > header p, .quiet, time, footer, small { color: var(--quiet); margin: 0; font-size: .875rem; }
h1 { margin: 0; font-size: 1.5rem; } h2 { font-size: 1rem; margin: 0 0 .5rem; }
a { color: var(--accent); } nav a { margin-right: .75rem; } nav a[aria-current] { font-weight: 600; text-decoration: none; }
main { display: grid; gap: 1rem; grid-template-columns: minmax(0, 1fr) 16rem; }
.narrow { grid-template-columns: minmax(0, 32rem); justify-content: center; padding-top: 3rem; }
button { font: inherit; padding: .5rem 1.25rem; border: 1px solid var(--accent); border-radius: .5rem; background: var(--accent); color: var(--card); cursor: pointer; }
button.second { background: none; color: var(--accent); } .buttons { display: flex; gap: .75rem; }
.wide { grid-column: 1 / -1; } h3 { font-size: 1rem; margin: 0; }
.thumbs { display: flex; flex-wrap: wrap; gap: .5rem; } .thumbs img { width: 7rem; height: 7rem; object-fit: cover; border-radius: .5rem; }
.reply { border-left: 3px solid var(--accent); padding-left: .75rem; margin: .5rem 0; overflow-wrap: anywhere; }
.poll { border: 1px solid currentColor; border-radius: .5rem; padding: .5rem .75rem; }
article, aside section, .stories { background: var(--card); border-radius: .75rem; padding: 1rem; margin-bottom: 1rem; }
.stories { display: flex; gap: 1rem; overflow-x: auto; } .story { margin: 0; width: 8rem; flex: none; }
.story img { width: 8rem; height: 12rem; object-fit: cover; border-radius: .5rem; display: block; }
.text { white-space: pre-wrap; overflow-wrap: anywhere; margin: .5rem 0; }
.attached { display: grid; gap: .5rem; } .attached img { max-width: 100%; height: auto; border-radius: .5rem; }
.link { overflow-wrap: anywhere; } .mark { border: 1px solid currentColor; border-radius: 1rem; padding: 0 .5rem; font-size: .75rem; white-space: nowrap; }
dl { display: grid; grid-template-columns: 1fr auto; margin: 0; } dd { margin: 0; font-variant-numeric: tabular-nums; }
ul { margin: 0; padding-left: 1.2rem; } pre { background: var(--card); padding: 1rem; border-radius: .5rem; overflow-x: auto; }
@media (max-width: 45rem) { main { grid-template-columns: minmax(0, 1fr); } }
`);
