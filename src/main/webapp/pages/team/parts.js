// Pieces that several pages of a team show.
import { button, element, note, text } from '../../shared/elements.js';
import { percent } from '../../shared/format.js';
import { roleName } from '../../shared/names.js';

/** The used part of a limit, as a bar and in words; near the limit the words say so too. */
export function meter(label, used, limit, words) {
  const share = limit > 0 ? used / limit : used > 0 ? 1 : 0;
  const high = share >= 1 ? 'full' : share >= 0.8 ? 'high' : 'fine';
  const bar = element(
    'div',
    {
      className: 'meter ' + high,
      role: 'meter',
      'aria-label': label,
      'aria-valuemin': '0',
      'aria-valuemax': '100',
      'aria-valuenow': String(Math.min(100, Math.round(share * 100))),
      'aria-valuetext': words,
    },
    element('div', {}),
  );
  bar.firstChild.style.width = `${Math.min(100, share * 100)}%`;
  return element(
    'div',
    {},
    bar,
    element(
      'p',
      { className: 'metered' },
      words,
      ' ',
      limit > 0
        ? element('span', { className: high === 'fine' ? 'soft' : 'flag' }, `${percent(Math.floor(share * 100))} used`)
        : null,
    ),
  );
}

export const NO_PLAN =
  'This team’s plan (Free) does not include AI. The operator of the host platform can change the plan.';

/** Instead of a page that the role may not see. */
export function notFor(role, needed) {
  return note(
    'warn',
    text(`This page is for ${needed}; your role in this team is ${roleName(role).toLowerCase()}.`),
    text('The team’s owner can change your role on the Members page.'),
  );
}

/** Asks for the purchase dialog, which the widgets have. */
export const buyButton = (properties = { id: 'buy' }) =>
  button('Buy credits', event => event.target.dispatchEvent(new CustomEvent('credits:buy', { bubbles: true })), {
    className: 'primary',
    ...properties,
  });
