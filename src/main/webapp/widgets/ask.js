// Asking for more after a refusal: a form in the dialog that shows it, and what became of what was asked.
import { accountOf, thingOf, told, waits } from '../shared/approvals.js';
import { Attempt } from '../shared/client.js';
import { isAmount, isLess, plus } from '../shared/decimal.js';
import { button, buttons, element, note, text } from '../shared/elements.js';
import { day, numberHint, time, typeable, typed } from '../shared/format.js';
import { labelled, sending } from '../shared/forms.js';
import { typeOf } from '../shared/problem.js';
import { sheet } from './style.js';

export const ASK_LOOK = sheet(`
  .ask { margin-top: 1rem; }
  label { display: block; margin-top: .5rem; font-size: .9rem; }
  label.check { display: flex; align-items: center; gap: .5rem; }
  input, textarea {
    width: 100%; padding: .4rem .6rem; border: 1px solid var(--soft); border-radius: var(--radius);
    background: var(--paper); color: inherit; font: inherit;
  }
  input[type=checkbox] { width: 1.15rem; height: 1.15rem; margin: 0; flex: none; }
  small { color: var(--soft); }
  .wrong { display: block; color: var(--low); font-size: .9rem; font-weight: 600; }
  .outcome:not(:empty) { margin-top: .75rem; }
  .wrong::first-letter { text-transform: uppercase; }
  [aria-invalid=true] { border-color: var(--low); }
`);

const CONFLICT = 409;
const LATEST = 50;
/** What was refused longer ago is not told any more. */
const TOLD_MILLIS = 30 * 86_400_000;
const MAX_REASON = 500;
const DECIMALS = { credits: 6, USD: 9 };
const ZERO = '0';

/** Twice as much as the larger of two amounts. */
function twice(one, other) {
  const larger = isLess(one, other) ? other : one;
  return larger === ZERO ? '' : plus(larger, larger);
}

/**
 * The request that a refusal leads to: its kind and what else is fixed, the field with the amount, what is proposed for it, and the
 * time at which the limit starts anew.
 */
const WISHES = {
  'member-cap-exceeded': ({ cap, used, unit, resetsAt }) => ({
    kind: 'MEMBER_CAP',
    fixed: { account: accountOf(unit) },
    field: 'monthlyCap',
    label: 'New monthly cap',
    unit,
    proposed: twice(cap, used),
    resetsAt,
  }),
};

const wishOf = problem => WISHES[typeOf(problem)]?.(problem) ?? null;

const isLike =
  ({ kind, fixed }) =>
  approval =>
    approval.kind === kind && Object.entries(fixed).every(([name, value]) => approval.request[name] === value);

export class Asking {
  place = element('div', { className: 'ask' });
  #connection = null;
  #attempt = new Attempt();
  #wish = null;

  /** Shows what a refusal lets the reader ask for, which may be nothing. */
  async open(connection, problem) {
    const wish = wishOf(problem);
    this.#connection = connection;
    this.#wish = wish;
    this.place.replaceChildren();
    if (wish) {
      const latest = await this.#latest().catch(() => null);
      if (this.#wish === wish) {
        this.#offer(latest);
      }
    }
  }

  get #path() {
    return this.#connection.path + '/approvals';
  }

  /** The reader's latest request of the kind, if it was not approved; null without one, and for an old one. */
  async #latest() {
    const [me, { items }] = await Promise.all([
      this.#connection.call('/me'),
      this.#connection.call(`${this.#path}?limit=${LATEST}`),
    ]);
    const found = items.filter(each => each.askedBy === me.userId).find(isLike(this.#wish));
    const isOld = Date.now() - Date.parse(found?.askedAt) > TOLD_MILLIS;
    return found && found.state !== 'APPROVED' && !isOld ? found : null;
  }

  #offer(latest) {
    const said = latest ? note('', text(told(latest))) : null;
    const more = latest && waits(latest) ? null : button('Ask for more', () => this.#form(), { id: 'ask' });
    this.place.replaceChildren(...[said, more && buttons(more)].filter(Boolean));
  }

  #form() {
    const wish = this.#wish;
    const amount = element('input', {
      inputMode: 'decimal',
      autocomplete: 'off',
      value: typeable(wish.proposed),
    });
    const isPassing = element('input', { type: 'checkbox', checked: true });
    const reason = element('textarea', { rows: 2, maxLength: MAX_REASON });
    const form = element(
      'form',
      {},
      labelled(wish.field, `${wish.label}, in ${wish.unit}`, amount),
      wish.resetsAt ? labelled('until', `Only until ${day(wish.resetsAt)} (UTC)`, isPassing) : null,
      labelled('reason', 'Reason', reason, 'Shown to the person who decides.'),
      buttons(element('button', { className: 'primary' }, 'Send the request')),
    );
    const check = () =>
      isAmount(typed(amount.value), DECIMALS[wish.unit])
        ? []
        : [{ field: wish.field, message: numberHint('500', '12.50') }];
    const body = () => ({
      ...wish.fixed,
      [wish.field]: typed(amount.value),
      ...(wish.resetsAt && isPassing.checked ? { until: wish.resetsAt } : {}),
      ...(reason.value.trim() ? { reason: reason.value.trim() } : {}),
    });
    this.place.replaceChildren(sending(form, () => this.#send(body()), check));
    amount.focus();
  }

  async #send(body) {
    const asked = await this.#attempt
      .send(body, key => this.#connection.call(this.#path, { method: 'POST', key, body }))
      .catch(problem => this.#askedBefore(problem));
    this.place.replaceChildren(
      element(
        'div',
        { className: 'note good', role: 'status', tabIndex: -1 },
        text(`You have asked for ${thingOf(asked)}.`),
        text(`Nobody has decided yet. An owner or admin can until ${time(asked.expiresAt)}.`),
      ),
    );
    this.place.firstChild.focus();
    this.#connection.fire('asked', { approval: asked });
  }

  /** Somebody who has asked already, elsewhere, is told so. */
  async #askedBefore(problem) {
    const latest = problem.status === CONFLICT ? await this.#latest().catch(() => null) : null;
    if (latest && waits(latest)) {
      return latest;
    }
    throw problem;
  }
}
