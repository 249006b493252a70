// The look of the elements. A host page sets the custom properties and color-scheme on the elements, or on anything around them;
// on a page that sets none they are light, as the page itself is.
export function sheet(text) {
  const made = new CSSStyleSheet();
  made.replaceSync(text);
  return made;
}

export const COMMON = sheet(`
  :host {
    --ink: var(--credits-ink, light-dark(#1b2430, #e6eaf0));
    --soft: var(--credits-soft, light-dark(#5b6675, #a3afbf));
    --line: var(--credits-line, light-dark(#d5dbe3, #39434f));
    --paper: var(--credits-paper, light-dark(#fff, #12171d));
    --panel: var(--credits-panel, light-dark(#f5f7fa, #1b222b));
    --accent: var(--credits-accent, light-dark(#2563ab, #74aef0));
    --on-accent: var(--credits-on-accent, light-dark(#fff, #12171d));
    --low: var(--credits-low, light-dark(#b3261e, #ff8f86));
    --low-paper: var(--credits-low-paper, light-dark(#fdecea, #3a1c1a));
    --good: var(--credits-good, light-dark(#1d6f42, #7fd0a1));
    --good-paper: var(--credits-good-paper, light-dark(#e8f5ee, #16301f));
    --radius: var(--credits-radius, .5rem);
    font-family: var(--credits-font, system-ui, sans-serif);
    line-height: 1.5;
    color: var(--ink);
  }
  :host([hidden]) { display: none; }
  * { box-sizing: border-box; }
  button, a.button {
    font: inherit; font-weight: 600; color: var(--ink); background: var(--panel); border: 1px solid var(--soft);
    border-radius: var(--radius); padding: .4rem .8rem; cursor: pointer; text-decoration: none; display: inline-block;
  }
  button.primary { background: var(--accent); border-color: var(--accent); color: var(--on-accent); }
  button:disabled { opacity: .55; cursor: default; }
  :focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
  a { color: var(--accent); }
  p { margin: .5rem 0; }
  .soft { color: var(--soft); }
  .note { padding: .6rem .9rem; border-radius: var(--radius); background: var(--panel); }
  .note.bad { background: var(--low-paper); color: var(--low); }
  .note.good { background: var(--good-paper); color: var(--good); }
  .unseen { position: absolute; width: 1px; height: 1px; margin: -1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
`);

export const DIALOG = sheet(`
  :host { display: contents; }
  dialog {
    width: min(42rem, calc(100vw - 2rem)); max-height: calc(100vh - 2rem); padding: 1.25rem; overflow: auto;
    border: 1px solid var(--line); border-radius: var(--radius); background: var(--paper); color: var(--ink);
    text-align: left; white-space: normal; font-size: 1rem; font-weight: 400;
  }
  dialog::backdrop { background: #0008; }
  dialog:focus-visible { outline: none; }
  h2:focus { outline: none; }
  h2 { margin: 0 0 .5rem; font-size: 1.25rem; }
  .buttons { display: flex; flex-wrap: wrap; gap: .75rem; margin-top: 1rem; }
`);
