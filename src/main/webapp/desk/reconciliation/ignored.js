// What is left out of the comparison: SKUs and accounts of providers that are none of our work, each with a reason.
import { call, query } from '../../shared/api.js';
import { closeDialog, closing, showDialog } from '../../shared/dialog.js';
import { button, buttons, element, field, options, say, section, table, text } from '../../shared/elements.js';
import { count, money, time } from '../../shared/format.js';
import { sending } from '../../shared/forms.js';
import { pagedList } from '../../shared/list.js';

const PAGE = 20;
const LONGEST = 500;
const WHAT = { SKU: 'SKU', ACCOUNT: 'Account' };
let list = null;

/** Asks for the reason and leaves it out from the next run on; without a name, asks what. */
export function leaveOut({ provider = '', what = 'SKU', name = '' } = {}) {
  const input = (id, value, length) =>
    element('input', { id, value, required: true, autocomplete: 'off', maxLength: length });
  const by = options(element('select', { id: 'ignored-what' }), Object.entries(WHAT), what);
  const of = input('ignored-provider', provider, 60);
  const named = input('ignored-name', name, LONGEST);
  const reason = input('ignored-reason', '', LONGEST);
  showDialog(
    'Leave out of the comparison',
    text(
      'Its lines are no longer compared, from the next run on. The report shows what they add up to, and the reason.',
    ),
    sending(
      element(
        'form',
        {},
        field('Provider', of),
        field('What', by),
        field('As its invoices have it', named),
        field('Reason', reason),
        buttons(element('button', { className: 'primary' }, 'Leave out'), closing()),
      ),
      async () => {
        const body = {
          provider: of.value.trim(),
          what: by.value,
          name: named.value.trim(),
          reason: reason.value.trim(),
        };
        await call('/reconciliation/ignored', { method: 'PUT', body });
        closeDialog();
        say(`${WHAT[body.what]} ${body.name} is left out from the next run on.`);
        await list?.load();
      },
    ),
  );
}

async function compareAgain({ provider, what, name }) {
  await call('/reconciliation/ignored' + query({ provider, what, name }), { method: 'DELETE' });
  say(`${WHAT[what]} ${name} is compared again from the next run on.`);
  await list.load();
}

/** Shows what is left out. */
export function loadIgnored(attempt) {
  list = pagedList({
    path: '/reconciliation/ignored',
    limit: PAGE,
    show: (rows, isMore) =>
      table(
        `${count(rows.length)}${isMore ? ' and more' : ''} left out`,
        [
          ['Provider', row => row.provider],
          ['What', row => element('span', {}, row.name, element('small', {}, WHAT[row.what]))],
          ['Reason', row => row.reason],
          ['Since', row => time(row.at)],
          [
            'Actions',
            row =>
              button('Compare again', () => attempt(() => compareAgain(row)), {
                ariaLabel: `Compare ${row.name} again`,
              }),
          ],
        ],
        rows,
      ),
    none: () => text('Nothing is left out: every line of usage is compared.'),
  });
  document
    .getElementById('ignored')
    .append(list.place, buttons(button('Leave something out', () => leaveOut(), { id: 'leave-out' })));
  return list.load();
}

/** The section of a report for what was left out; null if there is nothing. */
export function leftOut(rows) {
  return rows.length === 0
    ? null
    : section(
        'Left out',
        table(
          'Billed in these days, and left out of the comparison by operators',
          [
            ['Provider', row => row.provider],
            ['What', row => element('span', {}, row.name, element('small', {}, WHAT[row.what] ?? row.what))],
            ['Reason', row => row.reason],
            ['Lines', row => count(row.lines), true],
            ['Billed', row => money(row.amount, row.currency), true],
          ],
          rows,
        ),
      );
}
