// The page after the checkout: the outcome of the purchase (?purchase=…, ?outcome=…).
import { call, pause } from '../shared/api.js';
import { element, note, text } from '../shared/elements.js';
import { count, money } from '../shared/format.js';
import { begin } from '../frame/shell.js';

const MILLIS_BETWEEN_LOOKS = 500;
const MAX_LOOKS = 120;
const query = new URLSearchParams(location.search);

/** Asks until the purchase is paid or over: the service asks Stripe in turn, so no event has to come first. */
async function outcome(teamId, purchaseId) {
  for (let look = 0; look < MAX_LOOKS; look++) {
    const purchase = await call(`/teams/${teamId}/purchases/${purchaseId}`);
    if (purchase.status !== 'PENDING' || purchase.problem) {
      return purchase;
    }
    await pause(MILLIS_BETWEEN_LOOKS);
  }
  return null;
}

function told(purchase) {
  if (!purchase) {
    return note(
      'warn',
      text(
        'The payment has not arrived yet. The credits are added as soon as it does. You do not need to do anything.',
      ),
    );
  }
  if (purchase.status === 'PAID') {
    return note(
      'good',
      text(`${count(purchase.credits)} credits were added for ${money(purchase.price)}.`),
      element('p', {}, 'Payment reference: ', element('code', { id: 'payment' }, purchase.stripePayment)),
      purchase.receiptUrl ? element('a', { href: purchase.receiptUrl, rel: 'noreferrer' }, 'Receipt') : null,
    );
  }
  return note('warn', text(purchase.problem ?? `The purchase is ${purchase.status.toLowerCase()}; nothing was added.`));
}

begin('team', async ({ team, main }) => {
  const result = element('div', { id: 'outcome', 'aria-live': 'polite' }, text('Waiting for the payment …'));
  main.append(
    result,
    element(
      'p',
      {},
      'The page where you bought updates by itself; you can close this one. ',
      element('a', { href: `/?team=${team.teamId}` }, 'Go to the overview'),
    ),
  );
  if (query.get('outcome') === 'cancelled') {
    result.replaceChildren(note('warn', text('Nothing was paid and nothing was added.')));
  } else if (query.has('purchase')) {
    result.replaceChildren(told(await outcome(team.teamId, query.get('purchase'))));
  } else {
    result.replaceChildren(note('warn', text('The address names no purchase.')));
  }
});
