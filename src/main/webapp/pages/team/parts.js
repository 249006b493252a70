// Pieces that several pages of a team show.
import { element, note, text } from '../../shared/elements.js';
import { percent } from '../../shared/format.js';
import { roleName } from './names.js';

const DAY_MILLIS = 86_400_000;

/** Today's date in UTC, by which the service accounts. */
export const today = () => new Date().toISOString().slice(0, 10);
export const monthOf = day => day.slice(0, 7);
export const daysBetween = (from, to) => Math.round((Date.parse(to) - Date.parse(from)) / DAY_MILLIS);

/** The month so many months later, as in 2026-01. */
export function plusMonths(month, number) {
  const [year, index] = month.split('-').map(Number);
  return new Date(Date.UTC(year, index - 1 + number, 1)).toISOString().slice(0, 7);
}

/** One number of a list of figures. */
export function figure(name, value, ...explanation) {
  return element('div', {}, element('dt', {}, name), element('dd', {}, value, explanation.length ? element('small', {}, ...explanation) : null));
}

export const figures = (...parts) => element('dl', { className: 'figures' }, ...parts);

/** Names with their values, one below the other; pairs that are null are left out. */
export const facts = pairs => element('dl', { className: 'facts' },
  pairs.filter(Boolean).map(([name, value]) => [element('dt', {}, name), element('dd', {}, value)]).flat());

/** How much of a limit is used, as a bar and in words; past most of it the words say so too. */
export function meter(label, used, limit, words) {
  const share = limit > 0 ? used / limit : used > 0 ? 1 : 0;
  const high = share >= 1 ? 'full' : share >= 0.8 ? 'high' : 'fine';
  const bar = element('div', {
    className: 'meter ' + high, role: 'meter', 'aria-label': label, 'aria-valuemin': '0', 'aria-valuemax': '100',
    'aria-valuenow': String(Math.min(100, Math.round(share * 100))), 'aria-valuetext': words,
  }, element('div', {}));
  bar.firstChild.style.width = `${Math.min(100, share * 100)}%`;
  return element('div', {}, bar, element('p', { className: 'metered' }, words, ' ',
    limit > 0 ? element('span', { className: high === 'fine' ? 'soft' : 'flag' }, `${percent(Math.floor(share * 100))} used`) : null));
}

/** Instead of a page that the role may not see. */
export function notFor(role, needed) {
  return note('warn', text(`This page is for ${needed}; your role in this team is ${roleName(role).toLowerCase()}.`),
    text('The owner of the team can change that on the page “Members”.'));
}

/** A dialog that goes when it is closed; the focus goes back to where it was by itself. */
export function dialog(title, ...content) {
  const close = element('button', { type: 'button', onclick: () => made.close() }, 'Close');
  const made = element('dialog', { 'aria-label': title, onclose: () => made.remove() },
    element('h2', {}, title), element('div', { className: 'body' }, ...content), element('div', { className: 'buttons' }, close));
  document.body.append(made);
  made.showModal();
  return made;
}

/** Asks for the purchase dialog, which the widgets have. */
export const buyButton = () => element('button', {
  type: 'button', className: 'main', id: 'buy',
  onclick: event => event.target.dispatchEvent(new CustomEvent('credits:buy', { bubbles: true })),
}, 'Buy credits');
