// A dialog whose content changes while it is open. The browser gives the focus back to where it was when it closes.
import { element, note, text } from '../shared/elements.js';

let made = 0;

/** A dialog: show(title, ...content) opens it or replaces what it shows; close(). */
export function dialog() {
  made += 1;
  const id = `dialog-${made}-title`;
  const box = element('dialog', { 'aria-labelledby': id });
  document.body.append(box);
  const close = () => box.close();
  let opener = null;
  // What the dialog was opened by may have been drawn anew meanwhile; then its likeness gets the focus.
  box.addEventListener('close', () => {
    if (opener && !opener.isConnected) {
      const main = document.getElementById('main');
      ([...main.querySelectorAll('button')].find(each => each.textContent === opener.textContent) ?? main).focus();
    }
  });
  const show = (title, ...content) => {
    const heading = element('h2', { id, tabIndex: -1 }, title);
    box.replaceChildren(...[heading, ...content.flat()].filter(Boolean));
    if (!box.open) {
      opener = document.activeElement;
      box.showModal();
    }
    heading.focus();
  };
  return { show, close, box };
}

/** The row of buttons at the end of a dialog or form. */
export const buttons = (...content) => element('div', { className: 'buttons' }, content);
export const button = (label, onclick, properties = {}) => element('button', { type: 'button', onclick, ...properties }, label);

/** Where a form says what went wrong; told(problem) says it, told() takes it back. */
export function complaint() {
  const place = element('div', { role: 'alert' });
  return { place, told: problem => place.replaceChildren(...(problem ? [note('bad', text(problem.message))] : [])) };
}

/** What a form does when it is sent; its buttons are off meanwhile, and what goes wrong is said in its place. */
export function sending(complain, work) {
  return async event => {
    event.preventDefault();
    const pressed = [...event.currentTarget.querySelectorAll('button')];
    pressed.forEach(each => { each.disabled = true; });
    complain.told();
    try {
      await work();
    } catch (problem) {
      complain.told(problem);
    } finally {
      pressed.forEach(each => { each.disabled = false; });
    }
  };
}
