// The purchases of a team, and how it is topped up by itself.
import { element, table, text } from '../../shared/elements.js';
import { count, money, time, words } from '../../shared/format.js';
import { payment } from './lines.js';

export const PURCHASE_STATUSES = {
  PENDING: 'Waits for the payment', PAID: 'Paid', FAILED: 'The payment failed', EXPIRED: 'Never paid', CLAWED_BACK: 'Money went back', DISPUTED: 'Disputed',
};

function status(purchase) {
  const told = PURCHASE_STATUSES[purchase.status] ?? words(purchase.status);
  const pay = purchase.checkoutUrl ? element('a', { href: purchase.checkoutUrl }, 'Pay now') : null;
  return element('span', {}, purchase.status === 'PAID' || purchase.status === 'PENDING' || purchase.status === 'EXPIRED' ? told
    : element('span', { className: 'flag' }, told), purchase.problem || pay ? element('small', {}, pay ?? purchase.problem) : null);
}

export function purchasesTable(purchases) {
  if (purchases.length === 0) {
    return text('Nothing was bought yet. Purchases appear here with their payment reference and receipt.', 'soft');
  }
  return table('The last purchases; prices without tax', [
    ['When', row => time(row.paidAt ?? row.createdAt)],
    ['Credits', row => element('span', {}, count(row.credits), element('small', {}, row.origin === 'AUTO_TOP_UP' ? 'automatic top-up' : row.package)), true],
    ['Price', row => money(row.price, row.unit), true],
    ['Status', status],
    ['Payment', row => payment(row.stripePayment, row.receiptUrl)],
  ], purchases);
}

/** What each state of the automatic top-up means, and whether somebody has to do something. */
export const TOP_UP_STATES = {
  OFF: ['Off', 'Credits are bought by people only.', false],
  READY: ['Ready', 'A package is bought by itself when the credits run low.', false],
  IN_PROGRESS: ['In progress', 'A package is being paid right now.', false],
  NO_PAYMENT_METHOD: ['No card is saved', 'The next purchase by a person saves the card; then it begins.', true],
  AUTHENTICATION_REQUIRED: ['The bank asks for confirmation', 'Buy a package once by hand, so that the cardholder can confirm; then it goes on.', true],
  DECLINED: ['Stopped', 'A payment was refused, refunded or disputed. Buy a package by hand, or save the settings again, to go on.', true],
  LIMIT_REACHED: ['This month’s limit is reached', 'It goes on next month, or when the limit is raised.', true],
};

export function topUpLine(topUp, teamId) {
  const [name, meaning, isBlocked] = TOP_UP_STATES[topUp.state] ?? [words(topUp.state), '', false];
  return element('p', {}, element('strong', {}, 'Automatic top-up: '), isBlocked ? element('span', { className: 'flag' }, name) : name, '. ', meaning, ' ',
    element('a', { href: '/settings.html?team=' + teamId + '#top-up' }, 'Settings'));
}
