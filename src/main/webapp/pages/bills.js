// The bills for creative usage: what accrues now, each bill with its lines, and what happens next with it.
import { call } from '../shared/api.js';
import { isZero, sum } from '../shared/decimal.js';
import { closing, showDialog } from '../shared/dialog.js';
import { button, buttons, element, facts, figure, figures, note, section, table, text } from '../shared/elements.js';
import { count, daysFrom, money, time, together, words } from '../shared/format.js';
import { pagedList } from '../shared/list.js';
import { engineName, per, quantityName, serviceName } from '../shared/names.js';
import { begin, readsBills } from '../frame/shell.js';
import { payment } from './team/lines.js';
import { meter, notFor } from './team/parts.js';

const REASONS = {
  MONTH: 'at the end of a month',
  LIMIT: 'because the limit was nearly used up',
  OPERATOR: 'at an operator’s request',
};
const STATUSES = {
  PENDING: ['In preparation', () => 'Stripe is finishing the invoice. You do not need to do anything.'],
  OPEN: [
    'To be paid',
    bill =>
      bill.dueAt
        ? `Pay the invoice by ${time(bill.dueAt)}. Until then it counts against the spending limit.`
        : 'The saved card is charged. You do not need to do anything.',
  ],
  PAID: [
    'Paid',
    bill =>
      isZero(bill.returned)
        ? `Paid ${time(bill.paidAt)}; it no longer counts against the spending limit.`
        : `Paid ${time(bill.paidAt)}; ${money(bill.returned, bill.unit)} was since returned by a refund or a lost dispute ` +
          'and counts against the spending limit again.',
  ],
  FAILED: [
    'Payment failed',
    () =>
      'Pay the invoice at Stripe with another card, or check the saved one. Until then it counts against the spending limit.',
  ],
  VOID: ['Void', () => 'Not to be paid; the next bill includes its amount.'],
};

const statusName = bill => (STATUSES[bill.status] ?? [words(bill.status)])[0];
const next = bill => STATUSES[bill.status]?.[1](bill) ?? '';
const flagged = bill =>
  bill.status === 'FAILED' || (bill.status === 'PAID' && bill.problem)
    ? element('span', { className: 'flag' }, statusName(bill))
    : statusName(bill);
const span = bill => `${daysFrom(bill.periodFrom, bill.periodTo)} (UTC)`;

function invoice(bill) {
  return bill.invoiceUrl
    ? element('a', { href: bill.invoiceUrl, rel: 'noreferrer' }, bill.status === 'PAID' ? 'Invoice' : 'Pay the invoice')
    : '';
}

const NAMES = {
  ADJUSTMENT: 'Corrections by operators',
  RETURNED: 'Returned payments of earlier bills',
  ROUNDING: 'Rounding differences from earlier bills',
};

function lineName(line) {
  return line.service
    ? element('span', {}, serviceName(line.service), element('small', {}, engineName(line.engine)))
    : (NAMES[line.type] ?? words(line.type));
}

const quantity = line =>
  line.type === 'ROUNDING' ? '–' : line.per ? quantityName(line.quantity, line.per) : count(line.quantity);
const price = line => (line.unitPrice === null ? '–' : `${money(line.unitPrice)} ${per(line)}`);

function carried(line, billed) {
  const parts = [
    isZero(line.carriedIn ?? '0') ? null : `${money(line.carriedIn)} brought forward`,
    isZero(line.carriedOut ?? '0') ? null : `${money(line.carriedOut)} carried forward`,
  ];
  return element(
    'span',
    {},
    billed(line.billed),
    parts.filter(Boolean).map(part => element('small', {}, part)),
  );
}

function linesOf(bill) {
  const [usage, billed] = ['usage', 'billed'].map(name => together(bill.lines.map(line => line[name])));
  const [used, total] = ['usage', 'billed'].map(name => sum(bill.lines.map(line => line[name])));
  return table(
    'Billed in whole cents; fractions of a cent are carried forward to the next bill',
    [
      ['What', line => (line.isTotal ? 'Total' : lineName(line))],
      ['Quantity', line => (line.isTotal ? '' : quantity(line)), true],
      ['Price', line => (line.isTotal ? '' : price(line)), true],
      ['Usage', line => usage(line.usage), true],
      ['Billed', line => carried(line, billed), true],
    ],
    bill.lines,
    { isTotal: true, usage: used, billed: total },
  );
}

async function show(teamId, bill) {
  const body = element('div', { className: 'placeholder', 'aria-live': 'polite' }, text('Loading …'));
  showDialog(`Bill ${bill.number}`, body, buttons(closing()));
  try {
    const found = await call(`/teams/${teamId}/creative-bills/${bill.billId}`);
    body.replaceChildren(
      ...[
        element(
          'p',
          {},
          element('strong', {}, `${money(found.amount, found.unit)}, excluding tax. `),
          flagged(found),
          '. ',
          next(found),
        ),
        found.problem ? note('warn', text(found.problem)) : null,
        linesOf(found),
        facts([
          [
            'Usage',
            element(
              'span',
              {},
              span(found),
              element('small', {}, `${time(found.periodFrom)} to ${time(found.periodTo)}`),
            ),
          ],
          ['Created', `${time(found.createdAt)}, ${REASONS[found.reason] ?? words(found.reason)}`],
          found.dueAt ? ['Due', time(found.dueAt)] : null,
          found.invoiceUrl ? ['Invoice', invoice(found)] : null,
          found.stripeInvoice ? ['Invoice number', element('code', {}, found.stripeInvoice)] : null,
          found.stripePayment ? ['Payment', element('code', {}, found.stripePayment)] : null,
        ]),
      ].filter(Boolean),
    );
  } catch (problem) {
    body.replaceChildren(text(problem.message, 'under'));
  }
}

function billsTable(teamId, bills) {
  return table(
    'Newest first; open a bill to see its lines',
    [
      [
        'Bill',
        bill =>
          element(
            'span',
            {},
            button(`Bill ${bill.number}`, () => show(teamId, bill), { className: 'link' }),
            element('small', {}, span(bill)),
          ),
      ],
      ['Amount', bill => money(bill.amount, bill.unit), true],
      [
        'Status',
        bill =>
          element(
            'div',
            { className: 'wordy' },
            flagged(bill),
            element('small', {}, next(bill)),
            bill.problem ? element('small', { className: 'under' }, bill.problem) : null,
          ),
      ],
      ['Invoice', invoice],
      ['Payment', bill => payment(bill.stripePayment)],
    ],
    bills,
  );
}

function current({ funding, spendingLimit, accrued, held, available, unit }, autoBill) {
  const amount = together([spendingLimit, accrued, held, available], unit);
  return section(
    'Not paid yet',
    meter(
      'Creative usage against the spending limit',
      Number(sum([accrued, held])),
      Number(spendingLimit),
      `${amount(sum([accrued, held]))} of ${amount(spendingLimit)}`,
    ),
    figures(
      figure('Used', amount(accrued), 'open bills and what is not billed yet'),
      figure('Held', amount(held), 'for work in progress'),
      figure('Left', amount(available), 'until work is refused'),
    ),
    text(
      funding === 'CREDITS'
        ? 'Creative work is now paid with credits; earlier usage is billed at the end of the month (UTC).'
        : autoBill
          ? 'The next bill is made at the end of the month (UTC), or when the limit is nearly used up; the saved card pays it.'
          : 'The next bill is made at the end of the month (UTC).',
      'soft',
    ),
  );
}

begin('team', async ({ team, main }) => {
  if (!readsBills(team.role)) {
    main.append(notFor(team.role, 'finance, and managers and above'));
    return;
  }
  const path = `/teams/${team.teamId}`;
  const bills = pagedList({
    path: path + '/creative-bills',
    show: rows => billsTable(team.teamId, rows),
    none: () =>
      note(
        '',
        text('There are no bills yet.'),
        text(
          'Creative work is billed at the end of each month (UTC). Each bill appears here with its lines and its invoice.',
        ),
      ),
  });
  const [balance, settings] = await Promise.all([call(path + '/balance'), call(path + '/settings'), bills.load()]);
  main.append(
    current(balance.creative, settings.autoBill),
    section('Bills', element('div', { id: 'bills' }, bills.place)),
  );
});
