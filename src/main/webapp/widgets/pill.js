// <credit-pill>: what the team has left, live; a click leads to the packages (S13, S17).
import { button, element } from '../shared/elements.js';
import { count, time } from '../shared/format.js';
import { CreditsElement } from './base.js';
import { packagesOf } from './dialogs.js';
import { sheet } from './style.js';

const LOOK = sheet(`
  :host { display: inline-block; }
  button {
    display: inline-flex; align-items: center; justify-content: center; gap: .5em; min-width: 9.5em; margin: 0;
    padding: .25em .8em; border-radius: var(--credits-pill-radius, 999px); border-color: var(--line); background: var(--paper);
    font-variant-numeric: tabular-nums; white-space: nowrap;
  }
  .label:empty { display: none; }
  .label { padding: 0 .5em; border-radius: 999px; font-size: .85em; }
  .LOW, .EMPTY { border-color: var(--low); background: var(--low-paper); color: var(--low); }
  .LOW .label, .EMPTY .label { background: var(--low); color: var(--paper); }
  .stale { border: 1px dashed var(--soft); background: var(--panel); color: var(--soft); }
  .stale .label { border: 1px solid currentColor; }
  .stale .number { font-weight: 400; }
`);

const TOO_MANY = 429;
const LABELS = { OK: '', LOW: 'Low', EMPTY: 'Empty' };
const STALE = {
  CONNECTING: 'Updating',
  BUSY: 'Busy',
  OFFLINE: 'Offline',
  TOKEN: 'Sign in again',
  REFUSED: 'Not available',
};

/** The text of the pill and its accessible name. */
function content({ state, balance, at, problem }) {
  const credits = balance?.credits;
  const figure = credits && `${count(credits.available)} credits`;
  if (state === 'LIVE') {
    const label = LABELS[credits.status];
    const debt = Number(credits.debt) > 0 ? `, ${count(credits.debt)} owed` : '';
    return {
      kind: credits.status,
      number: figure + debt,
      label,
      name: `${figure} left${debt}${label ? ', ' + label.toLowerCase() : ''}`,
      hint: '',
    };
  }
  if (state === 'CONNECTING' && !credits) {
    return { kind: 'stale', number: '…', label: '', name: 'Credits, not known yet', hint: '' };
  }
  const label = problem?.status === TOO_MANY ? 'Too many open pages' : STALE[state];
  const why = problem?.message ?? '';
  if (!credits || state === 'REFUSED') {
    return { kind: 'stale', number: '– credits', label, name: `Credits, ${label.toLowerCase()}`, hint: why };
  }
  const known = `${figure} at ${time(at)}`;
  return {
    kind: 'stale',
    number: `(${count(credits.available)})`,
    label,
    name: `${label}; last known: ${known}`,
    hint: `Last known: ${known}. ${why}`,
  };
}

export class CreditPill extends CreditsElement {
  #number = element('span', { className: 'number' });
  #label = element('span', { className: 'label' });
  #button = button([this.#number, this.#label], () => this.connection && packagesOf(this.connection).open(), {
    'aria-haspopup': 'dialog',
  });
  #told = element('span', { className: 'unseen', role: 'status' });
  #kind = null;

  constructor() {
    super(LOOK);
    this.shadowRoot.append(this.#button, this.#told);
  }

  update() {
    const { kind, number, label, name, hint } = content(this.connection ?? { state: 'CONNECTING' });
    this.#number.textContent = number;
    this.#label.textContent = label;
    this.#button.className = kind;
    this.#button.title = hint;
    this.#button.setAttribute('aria-label', `${name}; buy more`);
    this.#tell(kind + label, name);
  }

  /** Only another state is told, not every figure, and not the first one. */
  #tell(kind, words) {
    const isPassing = kind.startsWith('stale' + STALE.CONNECTING) || kind === 'stale';
    if (this.#kind !== null && this.#kind !== kind && !isPassing) {
      this.#told.textContent = words;
    }
    this.#kind = isPassing ? this.#kind : kind;
  }
}
