// The purchases of a team, and how it is topped up by itself.
import { call } from '../../shared/api.js';
import { askInDialog, closeDialog, closing } from '../../shared/dialog.js';
import { button, element, table, text } from '../../shared/elements.js';
import { count, time, together, words } from '../../shared/format.js';
import { atLeast } from '../../shared/names.js';
import { attempt } from '../../frame/shell.js';
import { payment } from './lines.js';

const SHOWN = 5;

export const PURCHASE_STATUSES = {
  PENDING: 'Waiting for payment',
  PAID: 'Paid',
  FAILED: 'Payment failed',
  EXPIRED: 'Never paid',
  CLAWED_BACK: 'Returned',
  DISPUTED: 'Disputed',
};

/** True if the reader may cancel a purchase: its buyer may, and managers and above; nobody an automatic top-up. */
const mayGiveUp = (purchase, { me, team }) =>
  purchase.status === 'PENDING' &&
  purchase.origin !== 'AUTO_TOP_UP' &&
  (purchase.boughtBy === me.userId || atLeast(team.role, 'MANAGER'));

function giveUp(purchase, { team }) {
  const sure = () =>
    attempt(async () => {
      closeDialog();
      await call(`/teams/${team.teamId}/purchases/${purchase.purchaseId}/cancellation`, { method: 'POST' });
      document.dispatchEvent(new Event('credits:changed'));
    });
  askInDialog(
    'Cancel this purchase?',
    'Its payment page is closed; nothing is charged.',
    button('Cancel the purchase', sure, { id: 'give-up' }),
    closing('Keep it'),
  );
}

function status(purchase, reader) {
  const told = PURCHASE_STATUSES[purchase.status] ?? words(purchase.status);
  const pay = purchase.checkoutUrl ? element('a', { href: purchase.checkoutUrl }, 'Pay now') : null;
  const end = mayGiveUp(purchase, reader)
    ? button('Cancel', () => giveUp(purchase, reader), { className: 'link' })
    : null;
  return element(
    'span',
    {},
    purchase.status === 'PAID' || purchase.status === 'PENDING' || purchase.status === 'EXPIRED'
      ? told
      : element('span', { className: 'flag' }, told),
    purchase.problem || pay ? element('small', {}, pay ?? purchase.problem) : null,
    end ? element('small', {}, end) : null,
  );
}

/** @param reader {me, team}: who looks at them */
export function purchasesTable(purchases, reader) {
  if (purchases.length === 0) {
    return text('Nothing has been bought yet. Purchases appear here with their payment reference and receipt.', 'soft');
  }
  // Those that wait are many if somebody looks at the payment page often; they are not to hide what was paid.
  const waiting = purchases.filter(purchase => purchase.status === 'PENDING');
  const others = purchases.filter(purchase => purchase.status !== 'PENDING').slice(0, SHOWN);
  return element(
    'div',
    {},
    waiting.length > 0
      ? element(
          'details',
          {},
          element('summary', {}, `${count(waiting.length)} ${waiting.length === 1 ? 'waits' : 'wait'} for the payment`),
          listed('Purchases waiting for payment; prices exclude tax', waiting, reader),
        )
      : null,
    others.length > 0 ? listed('Latest purchases; prices exclude tax', others, reader) : null,
  );
}

function listed(caption, purchases, reader) {
  const price = together(purchases.map(purchase => purchase.price));
  const made = table(
    caption,
    [
      [
        'When',
        row =>
          element(
            'span',
            {},
            time(row.paidAt ?? row.createdAt),
            element('small', { className: 'if-narrow' }, status(row, reader)),
            element('small', { className: 'if-narrow' }, payment(row.stripePayment, row.receiptUrl)),
          ),
      ],
      [
        'Credits',
        row =>
          element(
            'span',
            {},
            count(row.credits),
            element('small', {}, row.origin === 'AUTO_TOP_UP' ? 'automatic top-up' : words(row.package)),
          ),
        true,
      ],
      ['Price', row => price(row.price), true],
      ['Status', row => status(row, reader)],
      ['Payment', row => payment(row.stripePayment, row.receiptUrl)],
    ],
    purchases,
  );
  made.classList.add('purchases');
  return made;
}

/** The name and meaning of each state of the automatic top-up, and true if someone has to act. */
export const TOP_UP_STATES = {
  OFF: ['Off', 'Only people buy credits.', false],
  READY: ['Ready', 'A package is bought automatically when credits run low.', false],
  IN_PROGRESS: ['In progress', 'A package is being bought.', false],
  NO_PAYMENT_METHOD: ['No card is saved', 'The next purchase by a person saves the card; top-ups start then.', true],
  AUTHENTICATION_REQUIRED: [
    'The bank asks for confirmation',
    'Buy a package once yourself so that the cardholder can confirm; then top-ups continue.',
    true,
  ],
  DECLINED: [
    'Stopped',
    'A payment was refused, refunded or disputed. Buy a package yourself, or save the settings again, to continue.',
    true,
  ],
  LIMIT_REACHED: ['This month’s limit is reached', 'Top-ups continue next month, or when the limit is raised.', true],
};

export function topUpLine(topUp, teamId) {
  const [name, meaning, isBlocked] = TOP_UP_STATES[topUp.state] ?? [words(topUp.state), '', false];
  return element(
    'p',
    {},
    element('strong', {}, 'Automatic top-up: '),
    isBlocked ? element('span', { className: 'flag' }, name) : name,
    '. ',
    meaning,
    ' ',
    element('a', { href: '/settings.html?team=' + teamId + '#top-up' }, 'Settings'),
  );
}
