// <credit-history>: the last lines of the history, read again when the balance has changed (S14).
import { element, note, table, text } from '../shared/elements.js';
import { count, money, time, words } from '../shared/format.js';
import { chosenEngine, counted, measureName, measureOf, serviceName, whyRefused } from '../shared/names.js';
import { CreditsElement } from './base.js';
import { sheet } from './style.js';

const LOOK = sheet(`
  :host { display: block; min-width: 0; }
  .scroll { overflow-x: auto; }
  table { border-collapse: collapse; width: 100%; font-size: .92rem; }
  caption { text-align: left; color: var(--soft); padding: .25rem 0; }
  th, td { padding: .4rem .5rem; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }
  thead th { color: var(--soft); white-space: nowrap; }
  tbody th { font-weight: 600; }
  small { display: block; color: var(--soft); font-weight: 400; }
  code { overflow-wrap: anywhere; }
  .number { text-align: right; font-variant-numeric: tabular-nums; }
`);

const FORBIDDEN = 403;
const SETTLE_MILLIS = 200;
const USUAL_LINES = 10;

function what({ type, service, engine, quantity }) {
  if (type !== 'USAGE') {
    return words(type);
  }
  const measure = measureOf(service);
  return `${chosenEngine(engine) || serviceName(service)}, ${counted(quantity, measure ? measureName(measure) : 'unit')}`;
}

const COLUMNS = [
  [
    'What',
    line => [
      what(line),
      element('small', {}, [time(line.at), line.user?.displayName].filter(Boolean).join(', ')),
      line.stripePayment ? element('small', {}, 'Payment ', element('code', {}, line.stripePayment)) : null,
    ],
  ],
  ['Amount', line => (Number(line.amount) > 0 ? '+' : '') + money(line.amount, line.unit), true],
  ['Balance after', line => money(line.balanceAfter, line.unit), true],
];

export class CreditHistory extends CreditsElement {
  static observedAttributes = [...CreditsElement.observedAttributes, 'limit', 'account'];

  #content = element('div', {}, text('Loading the history …', 'soft'));
  #old = element('p', { className: 'soft', role: 'status' });
  #timer;
  #read = null;
  #reads = 0;

  constructor() {
    super(LOOK);
    this.shadowRoot.append(this.#old, this.#content);
  }

  attributeChangedCallback(name) {
    super.attributeChangedCallback(name);
    this.#soon();
  }

  disconnectedCallback() {
    clearTimeout(this.#timer);
    super.disconnectedCallback();
  }

  update() {
    const { state, balance } = this.connection ?? {};
    this.#old.textContent = state === 'OFFLINE' ? 'Offline: there may be more lines.' : '';
    this.#old.hidden = state !== 'OFFLINE';
    const booked = JSON.stringify([
      state === 'LIVE',
      balance?.credits.balance,
      balance?.credits.debt,
      balance?.creative.accrued,
    ]);
    if (booked !== this.#read) {
      this.#read = booked;
      this.#soon();
    }
  }

  #soon() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#show(), SETTLE_MILLIS);
  }

  async #show() {
    if (!this.connection) {
      return;
    }
    const read = ++this.#reads;
    const account = this.getAttribute('account');
    const asked = new URLSearchParams({
      limit: this.getAttribute('limit') ?? USUAL_LINES,
      ...(account ? { account } : {}),
    });
    const content = await this.connection.call(`${this.connection.path}/transactions?${asked}`).then(
      ({ items }) => this.#lines(items),
      problem => this.#refused(problem),
    );
    if (read === this.#reads && content) {
      this.#content.replaceChildren(content);
    }
  }

  #lines(items) {
    return items.length
      ? table(items.length === 1 ? 'The last change' : `The last ${count(items.length)} changes`, COLUMNS, items)
      : note(
          '',
          text(
            'Nothing has been bought or used yet. Each purchase, message and job will appear here, with the balance after it.',
          ),
        );
  }

  /** Lines that are there already are kept while the service is away. */
  #refused(problem) {
    if (problem.status === FORBIDDEN) {
      return note(
        '',
        text(
          `You can only see the balance. ${whyRefused(problem, 'The history needs')} An owner of the team can give you that role.`,
        ),
      );
    }
    return this.#content.querySelector('table') ? null : note('bad', text(problem.message));
  }
}
