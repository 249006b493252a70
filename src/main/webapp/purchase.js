// Where a buyer picks a package, and comes back to from the checkout. The address names the team (?team=…); the token is handed
// over after the # sign, which no server sees, and kept for this tab.
'use strict';

const query = new URLSearchParams(location.search);
const team = query.get('team');
const fragment = new URLSearchParams(location.hash.slice(1));
if (fragment.has('token')) {
  sessionStorage.setItem('token', fragment.get('token'));
  history.replaceState(null, '', location.pathname + location.search);
}

const MILLIS_BETWEEN_LOOKS = 500;
const MOST_LOOKS = 120;

async function call(path, options = {}) {
  const answer = await fetch('/api/v1' + path, {
    ...options,
    headers: { Authorization: 'Bearer ' + sessionStorage.getItem('token'), 'Content-Type': 'application/json', ...options.headers },
  });
  const body = await answer.json();
  if (!answer.ok) {
    throw new Error(body.detail);
  }
  return body;
}

function say(text) {
  document.getElementById('message').textContent = text;
}

function number(amount) {
  return new Intl.NumberFormat().format(amount);
}

async function showBalance() {
  const { credits } = await call(`/teams/${team}/balance`);
  document.getElementById('balance').textContent = `${number(credits.available)} credits`;
}

async function buy(offer, button) {
  button.disabled = true;
  try {
    const purchase = await call(`/teams/${team}/purchases`, {
      method: 'POST',
      headers: { 'Idempotency-Key': crypto.randomUUID() },
      body: JSON.stringify({ package: offer.code, price: offer.price, returnUrl: `${location.origin}${location.pathname}` }),
    });
    location.assign(purchase.checkoutUrl);
  } catch (problem) {
    say(problem.message);
    button.disabled = false;
  }
}

async function showPackages() {
  const { packages } = await call('/catalog');
  const items = packages.map(offer => {
    const item = document.createElement('li');
    const title = document.createElement('h2');
    title.textContent = offer.code;
    const credits = document.createElement('p');
    credits.textContent = `${number(offer.credits)} credits, about ${number(offer.approximateMessages)} messages`;
    const button = document.createElement('button');
    button.textContent = `Buy for $${offer.price}`;
    button.id = 'buy-' + offer.code;
    button.addEventListener('click', () => buy(offer, button));
    item.append(title, credits, button);
    return item;
  });
  document.getElementById('packages').replaceChildren(...items);
}

/** Asks until the purchase is paid or over: the service asks Stripe in turn, so no event has to come first. */
async function follow(purchaseId) {
  for (let look = 0; look < MOST_LOOKS; look++) {
    const purchase = await call(`/teams/${team}/purchases/${purchaseId}`);
    if (purchase.status === 'PAID') {
      say(`${number(purchase.credits)} credits were added. Payment reference: ${purchase.stripePayment}`);
      return;
    }
    if (purchase.status !== 'PENDING' || purchase.problem) {
      say(purchase.problem ?? `The purchase is ${purchase.status.toLowerCase()}.`);
      return;
    }
    say('Waiting for the payment …');
    await new Promise(done => setTimeout(done, MILLIS_BETWEEN_LOOKS));
  }
  say('The payment has not arrived yet. The credits are added as soon as it does.');
}

async function start() {
  if (!team || !sessionStorage.getItem('token')) {
    say('Open this page with ?team=… and #token=….');
    return;
  }
  try {
    await Promise.all([showBalance(), showPackages()]);
    if (query.get('outcome') === 'cancelled') {
      say('Nothing was paid.');
    } else if (query.has('purchase')) {
      await follow(query.get('purchase'));
      await showBalance();
    }
  } catch (problem) {
    say(problem.message);
  }
}

start();
