// <credit-notice>: says that a limit is reached which cannot be bought away, and what to do.
import { button, buttons, element, text } from '../shared/elements.js';
import { day, money } from '../shared/format.js';
import { typeOf } from '../shared/problem.js';
import { ASK_LOOK, Asking } from './ask.js';
import { CreditsElement } from './base.js';
import { DIALOG } from './style.js';

const NOTICES = {
  'spending-limit-exceeded': problem => [
    'Spending limit reached',
    [
      `This costs ${money(problem.required, problem.unit)}, but only ${money(problem.available, problem.unit)} is left ` +
        `of the team’s limit of ${money(problem.spendingLimit, problem.unit)} for creative work.`,
      'An owner can raise the limit in the settings or pay the open bill. A smaller order or a cheaper engine may fit.',
    ],
  ],
  'member-cap-exceeded': problem => [
    'Monthly cap reached',
    [
      `You have used ${money(problem.used, problem.unit)} of your monthly ${money(problem.cap, problem.unit)}, ` +
        'including work in progress.',
      `It resets on ${day(problem.resetsAt?.slice(0, 'yyyy-mm-dd'.length))} (UTC). An owner can raise it.`,
    ],
  ],
};

export class CreditNotice extends CreditsElement {
  #title = element('h2', { id: 'title', tabIndex: -1, autofocus: true });
  #content = element('div', {});
  #asking = new Asking();
  #dialog = element(
    'dialog',
    { 'aria-labelledby': 'title' },
    this.#title,
    this.#content,
    this.#asking.place,
    buttons(button('Close', () => this.#dialog.close())),
  );

  constructor() {
    super(DIALOG, ASK_LOOK);
    this.shadowRoot.append(this.#dialog);
  }

  /** @param problem what was refused */
  open(problem) {
    const [title, lines] = NOTICES[typeOf(problem)](problem);
    this.#title.textContent = title;
    this.#content.replaceChildren(...lines.map(line => text(line)));
    if (!this.#dialog.open) {
      this.#dialog.showModal();
    }
    this.#asking.open(this.connection, problem);
  }
}
