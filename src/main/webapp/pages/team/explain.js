// One line of the history in words and figures: how its amount came about.
import { call } from '../../shared/api.js';
import { isZero, minus, toAmount, toNanos } from '../../shared/decimal.js';
import { closing, showDialog } from '../../shared/dialog.js';
import { buttons, element, facts, table, text } from '../../shared/elements.js';
import { count, money, time, words } from '../../shared/format.js';
import { ACCOUNTS, engineName, per, quantityName, serviceName } from '../../shared/names.js';
import { attempt } from '../../frame/shell.js';
import { personName, typeName } from './names.js';

/** quantity × price ÷ unit size, cut after nine decimals; whether something was cut off. */
function product(quantity, price, unitSize) {
  const nanos = BigInt(quantity) * toNanos(price);
  const whole = nanos / BigInt(unitSize);
  return { amount: toAmount(whole), isCut: whole * BigInt(unitSize) !== nanos };
}

/** One multiplication, as cells. */
function part(line, billing, unit) {
  const { quantity, unitPrice, unitSize } = line;
  const isStarted = billing === 'STARTED';
  const units = Math.ceil(quantity / unitSize);
  const { amount, isCut } = isStarted ? product(units, unitPrice, 1) : product(quantity, unitPrice, unitSize);
  const started =
    isStarted && unitSize > 1
      ? `, ${count(units)} started ${units === 1 ? 'unit' : 'units'} of ${count(unitSize)}`
      : '';
  return {
    quantity: quantityName(quantity, line.per) + started,
    price: `${money(unitPrice, unit)} ${per(line)}`,
    amount: (isCut ? 'about ' : '') + money(amount, unit),
  };
}

function multiplication(explanation) {
  const { billing, unit } = explanation;
  const parts = (explanation.lines ?? [explanation]).map(each => part(each, billing, unit));
  return table(
    'Quantity × price',
    [
      ['Quantity', row => row.quantity],
      ['Price', row => row.price],
      ['Amount', row => row.amount, true],
    ],
    parts,
    {
      quantity: 'Total',
      price: explanation.rounded ? 'rounded half to even' : 'nothing to round',
      amount: money(explanation.price, unit),
    },
  );
}

function quantities(line, { requested, delivered, quantity, per: measure }) {
  const named = number => quantityName(number, measure);
  if (line.service === 'CHAT') {
    return requested === delivered
      ? `Estimated and used: ${named(requested)}.`
      : `Estimated: ${named(requested)}. Used: ${named(delivered)}; only these are charged.`;
  }
  if (delivered < requested) {
    return `Requested: ${named(requested)}. Delivered: ${named(delivered)}; only what was delivered is charged.`;
  }
  if (delivered > requested) {
    return `Requested: ${named(requested)}. Delivered: ${named(delivered)}. Charged: ${named(quantity)}.`;
  }
  return `Requested and delivered: ${named(delivered)}.`;
}

function usage(line, explanation) {
  const charged = line.amount.replace('-', '');
  const { unit, held, price } = explanation;
  const left = minus(held, charged);
  return [
    text(
      `${serviceName(line.service)} by ${personName(line.user)}, ` +
        `${line.service === 'CHAT' ? 'rate' : 'engine'} ${engineName(line.engine)}: ${money(charged, unit)} charged.`,
    ),
    text(quantities(line, explanation)),
    multiplication(explanation),
    text(
      `${money(held, unit)} was held before the work began. ${
        left.startsWith('-')
          ? `The work cost ${money(left.slice(1), unit)} more.`
          : isZero(left)
            ? 'Exactly that was charged.'
            : `${money(left, unit)} was not needed and is available again.`
      }`,
    ),
    isZero(line.shortfall)
      ? null
      : text(
          `The price was ${money(price, unit)}, but the account had less: ` +
            `${money(line.shortfall, unit)} was not charged and is not owed.`,
          'under',
        ),
    explanation.billing === 'STARTED' ? text('Each started unit is charged in full.', 'soft') : null,
    text(`Prices from version ${explanation.catalogVersion} of the price list.`, 'soft'),
  ];
}

async function bought(teamId, line) {
  const purchase = await call(`/teams/${teamId}/purchases/${line.reference.id}`);
  return [
    text(
      `${money(purchase.credits, 'credits')} (package ${words(purchase.package)}) bought ` +
        `for ${money(purchase.price, purchase.unit)}, excluding tax, ` +
        `by ${purchase.origin === 'AUTO_TOP_UP' ? 'automatic top-up' : personName(line.user)}.`,
    ),
    line.amount === purchase.credits ? null : text('The amount differs from the package: an open debt was paid first.'),
    purchase.receiptUrl
      ? element('p', {}, element('a', { href: purchase.receiptUrl, rel: 'noreferrer' }, 'Receipt'))
      : null,
  ];
}

const WORDS = {
  ADJUSTMENT: (teamId, line) => [
    text('An operator corrected the balance. The reason given:'),
    element('blockquote', {}, line.explanation?.reason ?? '–'),
  ],
  PURCHASE: bought,
  PAYMENT: (teamId, line) => [
    text(
      line.amount.startsWith('-')
        ? 'The payment of a bill was returned by a refund or a lost dispute. It is owed again; the next bill includes it.'
        : line.reference?.kind === 'CREATIVE_BILL'
          ? 'A bill for creative usage was paid, which frees that much of the spending limit.'
          : 'A returned payment of a bill arrived again: its refund failed or was cancelled, or its dispute was won.',
    ),
    element('p', {}, element('a', { href: '/bills.html?team=' + teamId }, 'See the bills')),
  ],
  CLAWBACK: (teamId, line) => [
    text(
      line.reference.kind === 'DEBT'
        ? 'A debt was paid. Credits had been spent before their payment was returned; the next available credits paid for them.'
        : 'The payment of a purchase was refunded or disputed, so its credits were taken back. ' +
            'Credits already spent became a debt, which the next purchase pays first.',
    ),
  ],
  REINSTATEMENT: () => [
    text('A refund failed or was cancelled, or a dispute was decided in your favour, so the credits were given back.'),
  ],
  USAGE: (teamId, line) =>
    line.explanation?.lines !== undefined ? usage(line, line.explanation) : [text('No details were recorded.')],
};

const REFERENCES = {
  ADJUSTMENT: 'Correction',
  DEBT: 'Payment of a debt',
  CREATIVE_BILL: 'Bill',
  BILL_REFUND: 'Refund of a bill',
  BILL_DISPUTE: 'Dispute of a bill',
  JOB: 'Creative work',
};

const lineFacts = line =>
  facts([
    ['Amount', money(line.amount, line.unit)],
    ['Balance after', money(line.balanceAfter, line.unit)],
    ['When', time(line.at)],
    ['Person', personName(line.user)],
    ['Line', `${count(line.sequence)} of ${ACCOUNTS[line.account]}`],
    line.reference
      ? [
          'For',
          element(
            'span',
            {},
            REFERENCES[line.reference.kind] ?? words(line.reference.kind),
            ' ',
            element('code', {}, line.reference.id),
          ),
        ]
      : null,
    line.stripePayment ? ['Payment', element('code', {}, line.stripePayment)] : null,
    line.previousHash ? ['Previous hash', element('code', {}, line.previousHash)] : null,
    line.hash ? ['Hash', element('code', {}, line.hash)] : null,
  ]);

/** Opens the explanation of a line. */
export function explain(teamId, { account, sequence, type, service }) {
  const body = element('div', { 'aria-live': 'polite', className: 'placeholder' }, text('Loading …'));
  const title =
    type === 'USAGE' ? `Explain this charge: ${serviceName(service)}` : `Explain this line: ${typeName(type)}`;
  showDialog(title, body, buttons(closing()));
  return attempt(async () => {
    try {
      const line = await call(`/teams/${teamId}/transactions/${account}/${sequence}`);
      const told = await (WORDS[line.type] ?? (() => []))(teamId, line);
      body.replaceChildren(...told.filter(Boolean), lineFacts(line));
    } catch (problem) {
      body.replaceChildren(text(problem.message, 'under'));
    }
  });
}
