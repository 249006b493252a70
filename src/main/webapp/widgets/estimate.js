// <cost-estimate>: what work would cost, before it is done, and what would be cheaper.
import { button, element, note, text } from '../shared/elements.js';
import { count, money } from '../shared/format.js';
import { chosenEngine, measureOf, per, quantityField, quantityName, serviceName } from '../shared/names.js';
import { CreditsElement } from './base.js';
import { packagesOf } from './dialogs.js';
import { sheet } from './style.js';

const LOOK = sheet(`
  :host { display: block; min-height: 4.5rem; }
  .cost { margin: 0; font-size: 1.35rem; font-weight: 600; font-variant-numeric: tabular-nums; }
  .cost small { color: var(--soft); font-size: .9rem; font-weight: 400; }
  .how { margin: 0; color: var(--soft); font-size: .9rem; }
  .cheaper { display: flex; flex-wrap: wrap; align-items: center; gap: .4rem; margin: .5rem 0 0; font-size: .9rem; }
  .cheaper button { padding: .15rem .6rem; font-weight: 400; }
  .note { margin-top: .5rem; }
  [aria-busy=true] .cost { color: var(--soft); }
`);

const SETTLE_MILLIS = 200;

/** The body of a quote, from the attributes; null as long as the service is not given. */
function requestOf(host) {
  const given = name =>
    host.hasAttribute(name) && host.getAttribute(name) !== '' ? host.getAttribute(name) : undefined;
  const number = name => (given(name) === undefined ? undefined : Number(given(name)));
  const service = given('service');
  if (service === 'CHAT') {
    return {
      service,
      model: given('engine'),
      estimatedInputTokens: number('input-tokens'),
      maxOutputTokens: number('output-tokens'),
    };
  }
  const quantity =
    given('script') === undefined ? { [quantityField(service)]: number('quantity') } : { script: given('script') };
  return service ? { service, engine: given('engine'), ...quantity } : null;
}

function how(quote, isChosen) {
  if (quote.lines) {
    const lines = quote.lines.map(line => `${quantityName(line.quantity, line.per)} at ${count(line.unitPrice)}`);
    return `${lines.join(', ')} ${quote.unit} per ${count(quote.unitSize)}`;
  }
  const by = chosenEngine(quote.engine);
  const quantity = quantityName(quote.quantity, measureOf(quote.service));
  const engine = by ? ` by ${by}${isChosen ? ' (the cheapest)' : ''}` : '';
  return `${quantity}${engine} at ${money(quote.unitPrice, quote.unit)} ${per(quote)}`;
}

export class CostEstimate extends CreditsElement {
  static observedAttributes = [
    ...CreditsElement.observedAttributes,
    'service',
    'engine',
    'quantity',
    'script',
    'input-tokens',
    'output-tokens',
  ];

  #cost = element('p', { className: 'cost' }, '–');
  #how = element('p', { className: 'how' });
  #status = element('div', { role: 'status' }, this.#cost, this.#how);
  #rest = element('div', {});
  #timer;
  #asking = new AbortController();
  #available = null;

  constructor() {
    super(LOOK);
    this.shadowRoot.append(this.#status, this.#rest);
  }

  disconnectedCallback() {
    clearTimeout(this.#timer);
    this.#asking.abort();
    super.disconnectedCallback();
  }

  attributeChangedCallback(name, before, now) {
    super.attributeChangedCallback(name, before, now);
    if (before !== now) {
      this.#soon();
    }
  }

  update() {
    const { balance } = this.connection ?? {};
    const available = JSON.stringify([balance?.credits.available, balance?.creative.available]);
    if (this.#available !== available) {
      this.#available = available;
      this.#soon();
    }
  }

  #soon() {
    clearTimeout(this.#timer);
    this.#asking.abort();
    this.#status.ariaBusy = 'true';
    this.#timer = setTimeout(() => this.#ask(), SETTLE_MILLIS);
  }

  /** The last answer counts. */
  async #ask() {
    const body = requestOf(this);
    if (!body) {
      [this.#cost, this.#how, this.#rest].forEach(part => part.replaceChildren());
      this.#status.ariaBusy = 'false';
    }
    if (!this.connection || !body) {
      return;
    }
    this.#asking = new AbortController();
    const { signal } = this.#asking;
    try {
      const quote = await this.connection.call(this.connection.path + '/quotes', { method: 'POST', body, signal });
      if (!signal.aborted) {
        this.#show(quote);
      }
    } catch (problem) {
      if (!signal.aborted) {
        this.#cost.textContent = '–';
        this.#how.textContent = problem.message;
        this.#rest.replaceChildren();
      }
    }
    if (!signal.aborted) {
      this.#status.ariaBusy = 'false';
    }
  }

  #show(quote) {
    const engine = this.getAttribute('engine') ?? 'AUTO';
    this.#cost.replaceChildren(
      element('small', {}, 'Estimate '),
      Number(quote.cost) === 0 ? 'Free' : money(quote.cost, quote.unit),
    );
    this.#how.textContent = how(quote, engine === 'AUTO');
    const cheaper = quote.alternatives.filter(other => Number(other.cost) < Number(quote.cost));
    this.#rest.replaceChildren(
      ...[
        quote.sufficient ? null : this.#short(quote),
        cheaper.length
          ? element(
              'p',
              { className: 'cheaper' },
              'Cheaper:',
              cheaper.map(other => this.#alternative(other, quote)),
            )
          : null,
      ].filter(Boolean),
    );
  }

  #alternative({ engine, cost }, { unit }) {
    const choose = () =>
      this.dispatchEvent(
        new CustomEvent('credits:engine', { bubbles: true, composed: true, detail: { engine, cost, unit } }),
      );
    return button(`${chosenEngine(engine) || serviceName(this.getAttribute('service'))}, ${money(cost, unit)}`, choose);
  }

  /** A chat message is admitted as long as anything is there, a job only if all of it is. */
  #short({ unit, available, admitted }) {
    if (unit !== 'credits') {
      return note('bad', text(`This exceeds the ${money(available, unit)} left of the spending limit.`));
    }
    const left = `${count(available)} credits are left`;
    return note(
      'bad',
      text(admitted ? `${left}; the answer may cost more and use them up.` : `Not enough credits: ${left}.`),
      button('Buy credits', () => packagesOf(this.connection).open()),
    );
  }
}
