// The dialog of a page, whose content may change while it is open.
import { button, buttons, element } from './elements.js';

const TITLE = 'dialog-title';
let box = null;
let opener = null;

const likeness = () =>
  [...document.getElementById('main').querySelectorAll('button')].filter(
    each => each.textContent === opener.textContent,
  );

/** The browser gives the focus back to what opened the dialog. If that was drawn anew meanwhile, its likeness gets it. */
function giveBack(place) {
  if (opener && !opener.isConnected && document.activeElement === document.body) {
    (likeness()[place] ?? likeness()[0] ?? document.getElementById('main')).focus();
  }
}

function made() {
  const dialog = element('dialog', { 'aria-labelledby': TITLE });
  document.body.append(dialog);
  return dialog;
}

export const closeDialog = () => box?.close();

/** A button that closes it. */
export const closing = (label = 'Close', properties = {}) => button(label, closeDialog, properties);

/**
 * Opens the dialog, or replaces what it shows; content that is null is left out.
 *
 * @returns the dialog
 */
export function showDialog(title, ...content) {
  box ??= made();
  const heading = element('h2', { id: TITLE, tabIndex: -1 }, title);
  box.replaceChildren(heading, ...content.flat().filter(Boolean));
  // Keys belong to what was shown before.
  box.onkeydown = null;
  if (!box.open) {
    opener = document.activeElement;
    const place = likeness().indexOf(opener);
    box.onclose = () => giveBack(place);
    box.showModal();
  }
  heading.focus();
  return box;
}

/** The dialog with a question and the buttons that answer it. */
export const askInDialog = (title, question, ...answers) =>
  showDialog(title, element('p', {}, question), buttons(...answers));
