// Lines of the history as rows of a table.
import { isZero } from '../../shared/decimal.js';
import { button, element, table } from '../../shared/elements.js';
import { time, together } from '../../shared/format.js';
import { ACCOUNTS, engineName, measureOf, quantityName, serviceName } from '../../shared/names.js';
import { explain } from './explain.js';
import { personName, typeName } from './names.js';

/** The purpose of a line in a word or two. */
const lineName = line => (line.type === 'USAGE' ? serviceName(line.service) : typeName(line.type));

function details(line) {
  if (line.type !== 'USAGE') {
    return ACCOUNTS[line.account];
  }
  return `${quantityName(line.quantity, measureOf(line.service))}, ${engineName(line.engine)}`;
}

const LONG = 11;
/** Longer ones make the table scroll on a narrow screen, since digits are never broken. */
const isLong = line => [line.amount, line.balanceAfter].some(amount => amount.length > LONG);

/** An amount with all its decimals, and its unit below, since both accounts stand in one column. */
function unrounded(amount, unit) {
  const shown = together([amount], unit, false)(amount);
  return unit === 'USD' ? [shown] : [shown, ' ', element('small', {}, unit)];
}

const sign = line => (line.amount.startsWith('-') || isZero(line.amount) ? '' : '+');

function what(teamId, line, receipt) {
  const opening = button(lineName(line), () => explain(teamId, line), {
    className: 'link',
    title: 'Explain this line',
    ariaLabel: `${lineName(line)}: explain line ${line.sequence} of ${ACCOUNTS[line.account]}`,
  });
  return element(
    'span',
    {},
    opening,
    element('small', {}, details(line)),
    element(
      'small',
      { className: 'if-narrow' },
      [time(line.at), line.user ? personName(line.user) : null].filter(Boolean).join(', '),
    ),
    line.stripePayment ? element('small', { className: 'if-narrow' }, payment(line.stripePayment, receipt)) : null,
  );
}

function amount(line) {
  return element(
    'span',
    {},
    sign(line),
    ...unrounded(line.amount, line.unit),
    isZero(line.shortfall)
      ? null
      : element('small', { className: 'under' }, `${together([line.shortfall], line.unit)(line.shortfall)} short`),
  );
}

/** The payment: Stripe's reference, and the receipt if there is one. */
export function payment(reference, receiptUrl) {
  if (!reference && !receiptUrl) {
    return '';
  }
  return element(
    'span',
    {},
    reference ? element('code', {}, reference) : null,
    receiptUrl ? element('small', {}, element('a', { href: receiptUrl, rel: 'noreferrer' }, 'Receipt')) : null,
  );
}

const COLUMNS = (teamId, receipts) => [
  ['What', line => what(teamId, line, receipts.get(line.reference?.id))],
  ['When', line => time(line.at)],
  ['Person', line => personName(line.user)],
  ['Amount', amount, true],
  ['Balance after', line => element('span', {}, ...unrounded(line.balanceAfter, line.unit)), true],
  ['Payment', line => payment(line.stripePayment, receipts.get(line.reference?.id))],
];

/**
 * A table of lines; on a narrow screen the person, the time and the payment stand below what it is.
 *
 * @param receipts addresses of receipts by the purchase's id
 */
export function linesTable(caption, teamId, lines, receipts = new Map()) {
  const made = table(caption, COLUMNS(teamId, receipts), lines);
  made.classList.add('lines');
  made.classList.toggle('long', lines.some(isLong));
  made.classList.toggle('without-payments', !lines.some(line => line.stripePayment));
  return made;
}

/** Appends further lines to such a table without drawing the others again. */
export function appendLines(made, teamId, lines, receipts) {
  const further = linesTable('', teamId, lines, receipts);
  made.querySelector('tbody').append(...further.querySelectorAll('tbody tr'));
  if (further.classList.contains('long')) {
    made.classList.add('long');
  }
  if (!further.classList.contains('without-payments')) {
    made.classList.remove('without-payments');
  }
}
