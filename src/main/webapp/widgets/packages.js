// <credit-packages>: the dialog in which credits are bought (S15, S17).
import { button, buttons, element, note, text } from '../shared/elements.js';
import { count, money, words } from '../shared/format.js';
import { whyRefused } from '../shared/names.js';
import { ASK_LOOK, Asking } from './ask.js';
import { CreditsElement } from './base.js';
import { HERE } from './connection.js';
import { Purchasing, checkoutTab } from './purchase.js';
import { DIALOG, sheet } from './style.js';

const LOOK = sheet(`
  .view { min-height: 12.5rem; }
  ul {
    display: grid; gap: .75rem; grid-template-columns: repeat(auto-fit, minmax(10.5rem, 1fr));
    margin: 1rem 0 0; padding: 0; list-style: none;
  }
  li { display: flex; flex-direction: column; padding: .85rem; border: 1px solid var(--line); border-radius: var(--radius); }
  h3 { margin: 0; font-size: 1rem; }
  .credits { margin: .25rem 0 0; font-size: 1.35rem; font-variant-numeric: tabular-nums; }
  .messages { margin: 0 0 .75rem; color: var(--soft); font-size: .9rem; }
  li button { margin-top: auto; padding-inline: .4rem; }
  code { overflow-wrap: anywhere; }
`);

const FORBIDDEN = 403;
const CONFLICT = 409;

/** A refusal, and what to do about it. */
function told(problem) {
  if (problem.status !== FORBIDDEN) {
    return problem.message;
  }
  return `You cannot buy credits for this team. ${whyRefused(problem, 'Buying credits needs')} Ask someone who can.`;
}

const OVER = {
  PAID: purchase =>
    note(
      'good',
      text(`${count(purchase.credits)} credits were added.`),
      text(element('span', {}, 'Payment reference: ', element('code', {}, purchase.stripePayment))),
      purchase.receiptUrl
        ? element('a', { href: purchase.receiptUrl, target: '_blank', rel: 'noopener noreferrer' }, 'Receipt')
        : null,
    ),
  EXPIRED: () => note('bad', text('The checkout has expired. Nothing was paid and nothing was added.')),
  FAILED: () => note('bad', text('The payment failed, and nothing was added. Try again, perhaps with another card.')),
};

export class CreditPackages extends CreditsElement {
  #title = element('h2', { id: 'title', tabIndex: -1, autofocus: true }, 'Buy credits');
  #why = text('');
  #status = element('div', { role: 'status' });
  #content = element('div', {});
  #asking = new Asking();
  #buttons = buttons();
  #dialog = element(
    'dialog',
    { 'aria-labelledby': 'title' },
    this.#title,
    element('div', { className: 'view' }, this.#why, this.#status, this.#content, this.#asking.place),
    this.#buttons,
  );
  #isBusy = false;
  #pending = null;
  #follows = new AbortController();
  #purchasing = null;

  constructor() {
    super(DIALOG, ASK_LOOK, LOOK);
    this.shadowRoot.append(this.#dialog);
  }

  disconnectedCallback() {
    this.#follows.abort();
    super.disconnectedCallback();
  }

  /** @param refusal the problem because of which it opens, if it is one */
  open(refusal) {
    this.#why.textContent = refusal?.required
      ? `You need ${count(refusal.required)} credits; ${count(refusal.available)} are available.`
      : '';
    this.#why.hidden = !refusal?.required;
    if (!this.#dialog.open) {
      this.#dialog.showModal();
    }
    if (!this.#pending && !this.#isBusy) {
      this.#offer(refusal?.packages);
      this.#asking.open(this.connection, refusal ?? {});
    }
  }

  close() {
    this.#dialog.close();
  }

  #show(status, content, ...choices) {
    this.#status.replaceChildren(...status);
    this.#content.replaceChildren(...content);
    this.#buttons.replaceChildren(...choices);
    if (this.#dialog.open) {
      this.#title.focus();
    }
  }

  /** The packages; those that a refusal brought are of now. */
  async #offer(given, ...status) {
    this.#follows.abort();
    this.#pending = null;
    const close = button('Close', () => this.close());
    try {
      this.#show(given ? status : [...status, text('Loading the packages …', 'soft')], [], close);
      const packages = given ?? (await this.connection.call('/catalog')).packages;
      this.#show(
        packages.length ? status : [text('No packages are on sale at the moment. Try again later.')],
        packages.length
          ? [
              element(
                'ul',
                {},
                packages.map(offer => this.#card(offer)),
              ),
            ]
          : [],
        close,
      );
    } catch (problem) {
      this.#show(
        [note('bad', text(told(problem)))],
        [],
        button('Try again', () => this.#offer()),
        close,
      );
    }
  }

  #card(offer) {
    const name = words(offer.code);
    const label = `Buy for ${money(offer.price, offer.unit)}`;
    return element(
      'li',
      {},
      element('h3', {}, name),
      element('p', { className: 'credits' }, `${count(offer.credits)} credits`),
      element('p', { className: 'messages' }, `about ${count(offer.approximateMessages)} chat messages`),
      button(label, () => this.#buy(offer), {
        className: 'primary',
        id: 'buy-' + offer.code,
        'aria-label': `${label}, ${name}`,
      }),
    );
  }

  async #buy(offer) {
    if (this.#isBusy) {
      return;
    }
    this.#isBusy = true;
    const tab = checkoutTab();
    this.#content.querySelectorAll('button').forEach(each => {
      each.disabled = true;
    });
    this.#status.replaceChildren(text('Opening the checkout …', 'soft'));
    try {
      this.#purchasing ??= new Purchasing(this.connection);
      const purchase = await this.#purchasing.begin(offer, this.#returnUrl());
      if (tab) {
        tab.location.replace(purchase.checkoutUrl);
      } else {
        location.assign(purchase.checkoutUrl);
      }
      this.#follow(purchase);
    } catch (problem) {
      tab?.close();
      this.#refused(problem);
    } finally {
      this.#isBusy = false;
    }
  }

  #refused(problem) {
    const said = note('bad', text(told(problem)));
    if (problem.status === FORBIDDEN) {
      this.#show(
        [said],
        [],
        button('Close', () => this.close()),
      );
    } else if (problem.status === CONFLICT) {
      this.#offer(null, said);
    } else {
      this.#status.replaceChildren(said);
      this.#content.querySelectorAll('button').forEach(each => {
        each.disabled = false;
      });
    }
  }

  /** The service's own pages lead back to its page of purchases; others say where, or the service's setting does. */
  #returnUrl() {
    const isOwn = location.origin === new URL(HERE).origin;
    return this.getAttribute('return-url') ?? this.connection.returnUrl ?? (isOwn ? HERE + 'purchase.html' : null);
  }

  async #follow(purchase) {
    this.#pending = purchase;
    this.#follows = new AbortController();
    const { signal } = this.#follows;
    this.#why.hidden = true;
    this.#show(
      [text('Waiting for the payment …')],
      [
        text(
          `Pay ${money(purchase.price, purchase.unit)} for ${count(purchase.credits)} credits in the tab that opened. ` +
            'The credits are added as soon as you pay; you can close this dialog.',
        ),
        element(
          'a',
          { href: purchase.checkoutUrl, target: '_blank', rel: 'noopener noreferrer' },
          'Open the checkout again',
        ),
      ],
      button('Back to the packages', () => this.#offer()),
      button('Close', () => this.close()),
    );
    try {
      const over = await this.#purchasing.outcome(purchase, signal);
      if (over && !signal.aborted) {
        this.#ended(over);
      }
    } catch (problem) {
      this.#pending = null;
      this.#show(
        [note('bad', text(told(problem)))],
        [],
        button('Close', () => this.close()),
      );
    }
  }

  #ended(purchase) {
    this.#pending = null;
    const isPaid = purchase.status === 'PAID' && !purchase.problem;
    const said = purchase.problem
      ? note('bad', text(purchase.problem))
      : (OVER[purchase.status]?.(purchase) ??
        note('bad', text(`The purchase is ${words(purchase.status).toLowerCase()}.`)));
    this.#show(
      [said],
      [],
      isPaid
        ? button('Done', () => this.close(), { className: 'primary' })
        : button('Back to the packages', () => this.#offer()),
      ...(isPaid ? [] : [button('Close', () => this.close())]),
    );
    if (isPaid) {
      this.connection.fire('purchased', { purchase });
    }
  }
}
