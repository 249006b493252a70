// Asking for more after a refusal: a form in the dialog that shows it, and what became of what was asked.
import { accountOf, thingOf, told, waits } from '../shared/approvals.js';
import { Attempt } from '../shared/client.js';
import { isAmount, isLess, minus, plus } from '../shared/decimal.js';
import { button, buttons, element, note, text } from '../shared/elements.js';
import { day, numberHint, time, typeable, typed } from '../shared/format.js';
import { labelled, sending } from '../shared/forms.js';
import { atLeast } from '../shared/names.js';
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

const larger = (one, other) => (isLess(one, other) ? other : one);
const smaller = (one, other) => (isLess(one, other) ? one : other);
const twice = amount => (amount === ZERO ? '' : plus(amount, amount));

/** The smallest package that is enough, or what is needed. */
function enough({ required, available, packages = [] }) {
  const needed = minus(required ?? ZERO, available ?? ZERO);
  const sizes = packages.map(each => each.credits).filter(credits => !isLess(credits, needed));
  return sizes.length ? sizes.reduce(smaller) : needed;
}

/**
 * The request that a refusal leads to: its kind and what else is fixed, the field with the amount, what is proposed for it given the
 * team's settings, the time at which the limit starts anew, and who needs not ask, as the role and the settings say.
 */
const WISHES = {
  'member-cap-exceeded': ({ cap, used, unit, resetsAt }) => ({
    kind: 'MEMBER_CAP',
    fixed: { account: accountOf(unit) },
    field: 'monthlyCap',
    label: 'New monthly cap',
    unit,
    propose: () => twice(larger(cap, used)),
    resetsAt,
    needsNot: () => false,
  }),
  'spending-limit-exceeded': ({ required, available, spendingLimit }) => ({
    kind: 'SPENDING_LIMIT',
    fixed: {},
    field: 'spendingLimit',
    label: 'New spending limit',
    unit: 'USD',
    propose: ({ creativeSpendingCeiling }) =>
      smaller(
        larger(plus(spendingLimit, spendingLimit), minus(plus(spendingLimit, required), available)),
        creativeSpendingCeiling,
      ),
    needsNot: (role, { creativeSpendingLimit, creativeSpendingCeiling }) =>
      atLeast(role, 'OWNER') || !isLess(creativeSpendingLimit, creativeSpendingCeiling),
  }),
  'insufficient-credits': problem => ({
    kind: 'MORE_CREDITS',
    fixed: {},
    field: 'credits',
    label: 'How much',
    unit: 'credits',
    propose: () => enough(problem),
    needsNot: (role, { minimumPurchaseRole }) => atLeast(role, minimumPurchaseRole),
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
    const now = wish && (await this.#now().catch(() => null));
    if (now && this.#wish === wish && !wish.needsNot(now.role, now.settings)) {
      this.#offer(now);
    }
  }

  get #path() {
    return this.#connection.path + '/approvals';
  }

  /**
   * The role of the reader, the team's settings, and the reader's latest request of the kind, if it was not approved; null without
   * one, and for an old one.
   *
   * @throws Problem if the reader is no member that may read them
   */
  async #now() {
    const [me, { items }, settings] = await Promise.all([
      this.#connection.call('/me'),
      this.#connection.call(`${this.#path}?limit=${LATEST}`),
      this.#connection.call(`${this.#connection.path}/settings`),
    ]);
    const team = me.teams.find(each => each.teamId === this.#connection.team);
    return team ? { role: team.role, settings, latest: this.#latest(me, items) } : null;
  }

  #latest(me, items) {
    const found = items.filter(each => each.askedBy === me.userId).find(isLike(this.#wish));
    const isOld = Date.now() - Date.parse(found?.askedAt) > TOLD_MILLIS;
    return found && found.state !== 'APPROVED' && !isOld ? found : null;
  }

  #offer({ latest, settings }) {
    const said = latest ? note('', text(told(latest))) : null;
    const more = latest && waits(latest) ? null : button('Ask for more', () => this.#form(settings), { id: 'ask' });
    this.place.replaceChildren(...[said, more && buttons(more)].filter(Boolean));
  }

  #form(settings) {
    const wish = this.#wish;
    const amount = element('input', {
      inputMode: 'decimal',
      autocomplete: 'off',
      value: typeable(wish.propose(settings)),
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
      kind: wish.kind,
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
    const now = problem.status === CONFLICT ? await this.#now().catch(() => null) : null;
    if (now?.latest && waits(now.latest)) {
      return now.latest;
    }
    throw problem;
  }
}
