// <credit-notice>: says that a limit is reached which cannot be bought away, and what to do.
import { button, buttons, element, text } from '../shared/elements.js';
import { day, money } from '../shared/format.js';
import { typeOf } from '../shared/problem.js';
import { CreditsElement } from './base.js';
import { DIALOG } from './style.js';

const NOTICES = {
  'spending-limit-exceeded': problem => [
    'The spending limit is reached',
    [
      `This costs ${money(problem.required, problem.unit)}; ${money(problem.available, problem.unit)} are left of the team’s limit of ${money(problem.spendingLimit, problem.unit)} for creative work.`,
      'An owner of the team can raise the limit in its settings, or pay the open bill, which makes room. Something smaller or a cheaper engine may fit.',
    ],
  ],
  'member-cap-exceeded': problem => [
    'Your monthly cap is reached',
    [
      `You have used ${money(problem.used, problem.unit)} of the ${money(problem.cap, problem.unit)} that you may use in a month, work in progress included.`,
      `It starts anew on ${day(problem.resetsAt?.slice(0, 'yyyy-mm-dd'.length))} (UTC). An owner of the team can raise it.`,
    ],
  ],
};

export class CreditNotice extends CreditsElement {
  #title = element('h2', { id: 'title', tabIndex: -1, autofocus: true });
  #content = element('div', {});
  #dialog = element(
    'dialog',
    { 'aria-labelledby': 'title' },
    this.#title,
    this.#content,
    buttons(button('Close', () => this.#dialog.close())),
  );

  constructor() {
    super(DIALOG);
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
  }
}
