// An adjustment: how much, why, and what that comes to, before anything is posted.
import { call } from '../../shared/api.js';
import { Attempt } from '../../shared/client.js';
import { showDialog } from '../../shared/dialog.js';
import { button, buttons, element, field, note, options, text } from '../../shared/elements.js';
import { count, money } from '../../shared/format.js';
import { sending } from '../../shared/forms.js';
import { ACCOUNTS } from '../../shared/names.js';
import { isAmount, isNegative, isZero, negated, plus } from '../../shared/decimal.js';

const KINDS = {
  CREDITS: {
    decimals: 6,
    balance: team => team.credits.balance,
    said: amount => `${count(amount)} credits`,
    result: (team, balance) => `${team.name} will have ${count(balance)} credits.`,
    add: 'Add credits',
    take: 'Take credits away',
  },
  CREATIVE: {
    decimals: 9,
    balance: team => negated(team.creative.accrued),
    said: amount => money(amount),
    result: (team, balance) =>
      isNegative(balance) || isZero(balance)
        ? `${team.name} will owe ${money(negated(balance))} for creative usage.`
        : `${team.name} will have ${money(balance)} in credit.`,
    add: 'Reduce what it owes',
    take: 'Increase what it owes',
  },
};

/** The adjustment that the form asks for, or the reason why it is incomplete. */
function asked(form) {
  const kind = KINDS[form.account.value];
  const typed = form.amount.value.trim();
  if (!isAmount(typed, kind.decimals) || isZero(typed)) {
    return {
      missing: typed
        ? `The amount must be a number such as 5000 or 12.5, with at most ${kind.decimals} decimals.`
        : 'Enter an amount.',
    };
  }
  const amount = form.direction.value === 'ADD' ? typed : negated(typed);
  return { kind, amount, typed };
}

function fields() {
  return {
    account: options(element('select', { id: 'adjust-account' }), Object.entries(ACCOUNTS), 'CREDITS'),
    direction: element('select', { id: 'adjust-direction' }),
    amount: element('input', {
      id: 'adjust-amount',
      inputMode: 'decimal',
      autocomplete: 'off',
      required: true,
      maxLength: 24,
    }),
    reason: element('textarea', { id: 'adjust-reason', rows: 2, maxLength: 500, required: true }),
  };
}

/**
 * Asks for an adjustment of a team and posts it once, however often it is sent.
 *
 * @param done called with the posted line
 */
export function adjust(team, done, cancel) {
  const form = fields();
  const preview = element('p', { role: 'status', className: 'preview' });
  const posting = new Attempt();
  const changed = () => {
    const { kind, amount, missing } = asked(form);
    preview.textContent = missing ? '' : kind.result(team, plus(kind.balance(team), amount));
  };
  const directions = () => {
    const kind = KINDS[form.account.value];
    options(
      form.direction,
      [
        ['ADD', kind.add],
        ['TAKE', kind.take],
      ],
      form.direction.value || 'ADD',
    );
  };
  form.account.addEventListener('change', directions);
  directions();
  const ask = () =>
    showDialog(
      `Adjust ${team.name}`,
      text(
        `It has ${count(team.credits.balance)} credits and owes ${money(team.creative.accrued)} for creative usage.`,
      ),
      sending(
        element(
          'form',
          { oninput: changed },
          element(
            'div',
            { className: 'fields' },
            element('div', {}, field('Account', form.account)),
            element('div', {}, field('What to do', form.direction)),
            element('div', {}, field('How much', form.amount)),
          ),
          field('Reason, shown in the team’s history', form.reason),
          preview,
          buttons(element('button', { className: 'primary' }, 'Continue'), button('Cancel', cancel)),
        ),
        async () => {
          const { missing } = asked(form);
          if (missing || !form.reason.value.trim()) {
            throw new Error(missing ?? 'Give a reason; the team sees it in its history.');
          }
          confirm();
        },
      ),
    );
  const confirm = () => {
    const { kind, amount, typed } = asked(form);
    const confirmed = element(
      'form',
      {},
      buttons(element('button', { className: 'primary' }, `Yes, adjust by ${kind.said(amount)}`), button('Back', ask)),
    );
    const post = async () => {
      const path = `/teams/${team.teamId}/adjustments`;
      const body = { account: form.account.value, amount, reason: form.reason.value.trim() };
      await done(await posting.send(body, key => call(path, { method: 'POST', key, body })));
    };
    showDialog(
      'Is that right?',
      note(
        '',
        element('p', {}, element('strong', {}, kind.result(team, plus(kind.balance(team), amount)))),
        text(`${form.direction.selectedOptions[0].text}: ${kind.said(typed)}. ${form.reason.value.trim()}`),
        text('An adjustment cannot be deleted, only corrected by another one.'),
      ),
      sending(confirmed, post),
    );
  };
  ask();
}
