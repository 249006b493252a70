// Currency rates: what was entered, by whom, and the forms for further ones.
import { call, query } from '../../shared/api.js';
import { monthOf, today } from '../../shared/days.js';
import { button, buttons, element, note, say, table, text } from '../../shared/elements.js';
import { count, day, numberHint, time, typeable, typed } from '../../shared/format.js';
import { labelled, sending } from '../../shared/forms.js';
import { isAmount } from '../../shared/decimal.js';
import { pagedList } from '../../shared/list.js';
import { counted } from '../../shared/names.js';

const PAGE = 10;
const DECIMALS = 10;
let list = null;

const path = ({ currency, month, provider }) => `/reconciliation/rates/${currency}/${month}` + query({ provider });

async function takeBack(row) {
  await call(path(row), { method: 'DELETE' });
  say(`${row.currency} has no rate of ${row.provider ?? 'all providers'} for ${row.month} any more.`);
  await list.load();
}

function state(row) {
  if (!row.inForce) {
    return 'Replaced';
  }
  return row.usdPerUnit === null
    ? 'Taken back'
    : element(
        'span',
        {},
        'In force ',
        button('Take back', () => takeBack(row).catch(problem => say(problem.message)), {
          className: 'link',
          ariaLabel: `Take back the rate of ${row.currency} for ${row.month}`,
        }),
      );
}

/** Shows the rates, or shows them anew. */
function loadRates() {
  if (!list) {
    list = pagedList({
      path: '/reconciliation/rates',
      limit: PAGE,
      show: (rows, isMore) =>
        table(
          `${count(rows.length)}${isMore ? ' and more' : ''} entries, newest first`,
          [
            ['Currency', row => element('span', {}, row.currency, element('small', {}, row.month))],
            ['USD for one', row => (row.usdPerUnit === null ? '–' : typeable(row.usdPerUnit)), true],
            ['Provider', row => row.provider ?? 'All'],
            ['From', row => (row.source === 'ECB' ? 'European Central Bank' : (row.note ?? 'Entered here'))],
            ['Entered', row => element('span', {}, time(row.enteredAt), element('small', {}, row.enteredBy))],
            ['State', state],
          ],
          rows,
        ),
      none: () =>
        note(
          '',
          text('No rates have been entered. Without one, an invoice in another currency is compared with nothing.'),
        ),
    });
    document.getElementById('rates').append(list.place);
  }
  return list.load();
}

function entry() {
  const input = properties => element('input', { autocomplete: 'off', ...properties });
  const currency = input({ id: 'rate-currency', maxLength: 3, placeholder: 'EUR' });
  const month = input({ id: 'rate-month', type: 'month', value: monthOf(today()) });
  const usd = input({ id: 'rate-usd', inputMode: 'decimal', placeholder: typeable('1.087') });
  const provider = input({ id: 'rate-provider', maxLength: 60, placeholder: 'OPENAI' });
  const remark = input({ id: 'rate-note', maxLength: 2000 });
  const check = () => [
    ...(/^[a-z]{3}$/i.test(currency.value.trim())
      ? []
      : [{ field: 'currency', message: 'must be three letters, as in EUR' }]),
    ...(/^\d{4}-\d\d$/.test(month.value) ? [] : [{ field: 'month', message: 'must be a month, as in 2026-08' }]),
    ...(isAmount(typed(usd.value), DECIMALS) && Number(typed(usd.value)) > 0
      ? []
      : [{ field: 'usdPerUnit', message: numberHint('1.087') + ', more than 0' }]),
  ];
  const send = async () => {
    const of = {
      currency: currency.value.trim().toUpperCase(),
      month: month.value,
      provider: provider.value.trim().toUpperCase(),
    };
    const found = await call(path(of), {
      method: 'PUT',
      body: { usdPerUnit: typed(usd.value), note: remark.value.trim() || null },
    });
    await loadRates();
    return `One ${found.currency} is ${typeable(found.usdPerUnit)} USD in ${found.month}. The next run uses it.`;
  };
  return sending(
    element(
      'form',
      { id: 'enter-rate' },
      labelled('currency', 'Currency', currency),
      labelled('month', 'Month', month),
      labelled('usdPerUnit', 'USD for one unit', usd),
      labelled('provider', 'Provider', provider, 'Empty: all that have no rate of their own.'),
      labelled('note', 'Note', remark, 'Where it is from.'),
      buttons(element('button', {}, 'Enter')),
    ),
    send,
    check,
  );
}

function bank() {
  const file = element('input', { id: 'ecb-file', type: 'file', accept: '.csv,text/csv' });
  const send = async () => {
    const found = await call('/reconciliation/rates/ecb', { method: 'PUT', body: file.files[0], type: 'text/csv' });
    await loadRates();
    return (
      `${counted(found.entered, 'rate')} entered, ${count(found.unchanged)} as before, ` +
      `for ${found.firstMonth} to ${found.lastMonth}, the last one up to ${day(found.lastDay)}.`
    );
  };
  return sending(
    element(
      'form',
      { id: 'enter-ecb' },
      labelled('file', 'Or the ECB’s monthly averages', file, 'Its file eurofxref-hist.csv.'),
      buttons(element('button', {}, 'Take over')),
    ),
    send,
    () => (file.files.length ? [] : [{ field: 'file', message: 'must be chosen' }]),
  );
}

/** Shows the rates and the forms. */
export function showRates() {
  document.getElementById('rate').replaceChildren(entry(), bank());
  return loadRates();
}
