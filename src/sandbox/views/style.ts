import { raw } from "hono/html";

/** Style sheet of the pages; light or dark, as the reader's system is set. */
export const style = raw(`
:root { color-scheme: light dark; --ground: light-dark(#edeef0, #14161a); --card: light-dark(#fff, #1f2227); --line: light-dark(#d5d9de, #3a3f47);
  --ink: light-dark(#1d1f23, #e8eaed); --quiet: light-dark(#5c6470, #9aa3af); --accent: light-dark(#1f5fa8, #7db4f2);
  --good: light-dark(#1b6e3a, #6fcf97); --bad: light-dark(#b3261e, #ff8a80); }
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; }
h1 { margin: 0; font-size: 1.35rem; } h2 { font-size: 1.05rem; margin: 0 0 .5rem; } h3 { font-size: .9rem; margin: .75rem 0 .25rem; }
p { margin: .25rem 0; } a { color: var(--accent); } .name { color: inherit; font-weight: 600; text-decoration: none; } .name:hover { text-decoration: underline; } ul { margin: .25rem 0; padding-left: 1.2rem; } .plain { list-style: none; padding: 0; }
.quiet, time, small, header.top p { color: var(--quiet); font-size: .875rem; }
.top, main { max-width: 64rem; margin: 0 auto; padding: 1rem; } .top { padding-bottom: 0; }
.owner { display: flex; gap: .75rem; align-items: center; } .avatar { border-radius: 50%; flex: none; }
.tabs { display: flex; flex-wrap: wrap; gap: .25rem 1rem; margin-top: .75rem; border-bottom: 1px solid var(--line); }
.tabs a { padding: .4rem 0; text-decoration: none; } .tabs a[aria-current] { color: var(--ink); font-weight: 600; border-bottom: 3px solid var(--accent); }
.skip { position: absolute; left: -100vw; } .skip:focus { left: 1rem; top: 1rem; background: var(--card); padding: .5rem; }
main:focus { outline: none; }
.narrow { max-width: 34rem; padding-top: 3rem; }
.columns { display: grid; gap: 1rem; grid-template-columns: minmax(0, 1fr) 18rem; align-items: start; } .columns.left { grid-template-columns: 18rem minmax(0, 1fr); }
.grid { display: grid; gap: 1rem; grid-template-columns: repeat(auto-fill, minmax(14rem, 1fr)); align-items: start; }
article, section, .card { background: var(--card); border-radius: .75rem; padding: 1rem; margin: 0 0 1rem; }
article > header { display: flex; gap: .75rem; align-items: center; }
article img, .attached img { max-width: 100%; height: auto; border-radius: .5rem; }
.text { white-space: pre-wrap; overflow-wrap: anywhere; margin: .35rem 0; } .attached { display: grid; gap: .5rem; justify-items: start; }
.link, code { overflow-wrap: anywhere; }
.mark { border: 1px solid currentColor; border-radius: 1rem; padding: 0 .5rem; font-size: .75rem; white-space: nowrap; }
.acts { display: flex; flex-wrap: wrap; gap: .5rem .75rem; align-items: center; } .acts form { margin: 0; }
.fields { display: grid; gap: .5rem; justify-items: start; } .fields > label { display: grid; width: 100%; max-width: 28rem; font-size: .875rem; }
input:not([type]), textarea, select { font: inherit; padding: .35rem .5rem; border: 1px solid var(--quiet); border-radius: .5rem; background: var(--card); color: var(--ink); max-width: 100%; }
.acts label { font-size: .875rem; } .acts select { max-width: 15rem; }
button, .button { font: inherit; padding: .5rem 1.25rem; border: 1px solid var(--accent); border-radius: .5rem; background: var(--accent); color: var(--card); cursor: pointer; text-decoration: none; }
button.second, .button { background: none; color: var(--accent); } button.small, .button { padding: .15rem .75rem; font-size: .9rem; min-height: 1.75rem; }
.buttons { display: flex; gap: .75rem; } .fold { font-size: .9rem; } .fold summary { color: var(--accent); cursor: pointer; } .fold > form { padding: .5rem 0; } .messages + form { padding-top: .75rem; border-top: 1px solid var(--line); }
.fold[open] { flex-basis: 100%; }
.comments > li { border-top: 1px solid var(--line); padding: .5rem 0; } .thread { margin-left: 1rem; border-left: 3px solid var(--line); padding-left: .75rem; }
.reply .text { margin: .1rem 0; }
.thumbs { display: flex; flex-wrap: wrap; gap: .5rem; } article .thumbs img { width: 7rem; height: 7rem; object-fit: cover; }
.stories { display: flex; gap: 1rem; overflow-x: auto; } .story { margin: 0; width: 8rem; flex: none; font-size: .875rem; }
.story img { width: 8rem; height: 12rem; object-fit: cover; border-radius: .5rem; display: block; }
.poll { border: 1px solid var(--line); border-radius: .5rem; padding: .5rem .75rem; width: 100%; }
.person { display: flex; gap: .75rem; padding: .4rem 0; } .messages { max-height: none; } .message { display: flex; gap: .75rem; padding: .5rem 0; border-top: 1px solid var(--line); }
.message > div { min-width: 0; flex: 1; } .message.out { background: color-mix(in srgb, var(--accent) 7%, transparent); } blockquote { margin: .25rem 0; padding-left: .75rem; border-left: 3px solid var(--line); color: var(--quiet); }
.clip { display: block; white-space: nowrap; overflow: hidden; text-overflow: ellipsis; max-width: 100%; }
.call { padding: .5rem 1rem; margin-bottom: .5rem; } .call summary { cursor: pointer; } .call summary .clip { display: inline-block; vertical-align: bottom; max-width: 22rem; margin-left: .5rem; }
.params { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: 0 1rem; margin: 0; } .params dd { overflow-wrap: anywhere; font-variant-numeric: normal; }
.good { color: var(--good); } #live.good::before { content: "● "; } .bad { color: var(--bad); font-weight: 600; } .problem { border: 2px solid var(--bad); background: var(--card); border-radius: .75rem; padding: .75rem 1rem; margin-bottom: 1rem; }
.pager { display: flex; flex-wrap: wrap; gap: .25rem 1rem; padding: .25rem 0 .75rem; font-size: .9rem; color: var(--quiet); }
pre { background: var(--ground); padding: .75rem; border-radius: .5rem; overflow: auto; max-height: 24rem; font-size: .85rem; margin: .25rem 0; }
dl { display: grid; grid-template-columns: 1fr auto; margin: 0; } dd { margin: 0; font-variant-numeric: tabular-nums; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; } th, td { text-align: right; padding: .25rem .5rem; border-top: 1px solid var(--line); } th:first-child { text-align: left; font-weight: 400; } thead th { border: 0; font-size: .85rem; }
.scroll { overflow-x: auto; }
@media (max-width: 48rem) { .columns, .columns.left { grid-template-columns: minmax(0, 1fr); } .call summary .clip { display: block; max-width: 100%; margin: 0; } .acts select { max-width: 100%; } }
`);
