// Money in, in the report of a run: what Stripe received against the books.
import { element, figure, figures, note, section, table, text } from '../../shared/elements.js';
import { count, day, money as shown, words } from '../../shared/format.js';
import { isZero } from '../../shared/decimal.js';
import { counted } from '../../shared/names.js';

const TITLE = 'Is the money that we received in the books?';

/** The comparison with Stripe; null in a report that has none. */
export function money(found) {
  if (!found) {
    return null;
  }
  if (found.notCompared) {
    return section(TITLE, note('warn', text(`Nothing was compared: ${found.notCompared}`)));
  }
  return section(
    TITLE,
    found.breaks
      ? note('bad', text(`No: ${counted(found.breaks, 'difference')}. Each is a break of STRIPE below.`))
      : note('good', text('Yes: what Stripe received, gave back and paid out agrees with the books to the cent.')),
    figures(
      figure('Received', shown(found.received), `${count(found.payments)} payments, with tax`),
      figure('Booked', shown(found.booked), 'what the entries are for, with tax'),
      figure('Difference', shown(found.difference), isZero(found.difference) ? 'to the cent' : 'in breaks'),
      figure('Gone back', shown(found.returned), 'by refunds and disputes'),
      figure('Taken back', shown(found.takenBack), 'in the books, or frozen'),
    ),
    balances(found.balances),
    payouts(found.payouts),
    others(found),
  );
}

function balances(rows) {
  return rows.length === 0
    ? null
    : table(
        'Stripe’s balance in these days, without payouts',
        [
          ['Currency', row => row.currency],
          [
            'Gross',
            row =>
              element(
                'span',
                {},
                shown(row.gross, row.currency),
                element('small', {}, counted(row.charges, 'payment')),
              ),
            true,
          ],
          ['Refunds', row => shown(row.refunds, row.currency), true],
          ['Disputes', row => shown(row.disputes, row.currency), true],
          ['Fees', row => shown(row.fees, row.currency), true],
          ['Net', row => shown(row.net, row.currency), true],
        ],
        rows,
      );
}

function payouts(rows) {
  return rows.length === 0
    ? text('Stripe made no payout in these days.', 'soft')
    : table(
        'Payouts to the bank',
        [
          ['Payout', row => element('span', {}, row.payoutId, element('small', {}, day(row.day)))],
          [
            'State',
            row => element('span', {}, words(row.status), element('small', {}, `arrives ${day(row.arrivalDay)}`)),
          ],
          ['At the bank', row => shown(row.amount, row.currency), true],
          ['Gross', row => shown(row.gross, row.currency), true],
          ['Fees', row => shown(row.fees, row.currency), true],
          ['Net', row => shown(row.net, row.currency), true],
          ['Difference', row => shown(row.difference, row.currency), true],
        ],
        rows,
      );
}

/** What is compared with nothing, so that nobody misses it. */
function others(found) {
  const told = [
    ...found.others.map(
      row =>
        `${counted(row.payments, 'payment')} at Stripe of ${shown(row.amount, row.currency)} for nothing of this service`,
    ),
    ...(found.outside?.payments
      ? [`${counted(found.outside.payments, 'bill')} of ${shown(found.outside.amount)} paid outside of Stripe`]
      : []),
  ];
  return told.length ? text(`Not compared: ${told.join('; ')}.`, 'soft') : null;
}
