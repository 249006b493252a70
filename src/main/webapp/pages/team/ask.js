// The form in which a member asks for a higher cap.
import { unitOf } from '../../shared/approvals.js';
import { plusDays, today } from '../../shared/days.js';
import { isAmount } from '../../shared/decimal.js';
import { closing } from '../../shared/dialog.js';
import { buttons, element, options } from '../../shared/elements.js';
import { money, numberHint, typed } from '../../shared/format.js';
import { labelled, sending } from '../../shared/forms.js';
import { ACCOUNTS } from '../../shared/names.js';
import { reasonField } from '../../shared/decisions.js';

const DECIMALS = { CREDITS: 6, CREATIVE: 9 };

/** The caps of a member that can be raised, by account. */
export const capsOf = ({ monthlyCapCredits, monthlyCapUsd }) =>
  Object.entries({ CREDITS: monthlyCapCredits, CREATIVE: monthlyCapUsd }).filter(([, cap]) => cap);

/** A cap in words. */
export const capName = ([account, cap]) => `${money(cap, unitOf(account))} a month`;

/**
 * @param caps the present ones, at least one
 * @param ask called with the body of the request
 */
export function capForm(caps, ask) {
  const account = options(
    element('select'),
    caps.map(([each]) => [each, ACCOUNTS[each]]),
  );
  const monthlyCap = element('input', { inputMode: 'decimal', autocomplete: 'off' });
  const until = element('input', { type: 'date', min: today() });
  const present = element('span');
  const tellPresent = () => {
    present.textContent = `In ${unitOf(account.value)}. Now: ${capName(caps.find(([each]) => each === account.value))}.`;
  };
  account.addEventListener('change', tellPresent);
  tellPresent();
  const form = element(
    'form',
    {},
    element(
      'div',
      { className: 'fields explained' },
      labelled('account', 'Account', account),
      labelled('monthlyCap', 'New monthly cap', monthlyCap, present),
      labelled('until', 'Last day', until, 'In UTC; empty: for always. Afterwards the cap is what it was before.'),
      reasonField('Shown to the person who decides.'),
    ),
    buttons(element('button', { className: 'primary' }, 'Ask'), closing()),
  );
  const check = () =>
    isAmount(typed(monthlyCap.value), DECIMALS[account.value])
      ? []
      : [{ field: 'monthlyCap', message: numberHint('500', '12.50') }];
  return sending(
    form,
    () =>
      ask({
        account: account.value,
        monthlyCap: typed(monthlyCap.value),
        until: until.value ? `${plusDays(until.value, 1)}T00:00:00Z` : null,
        reason: form.elements.reason.value.trim() || null,
      }),
    check,
  );
}
