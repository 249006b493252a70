// The state of a team's credits, in words and not by colour alone.
import { element } from '../../shared/elements.js';
import { count, words } from '../../shared/format.js';
import { isZero } from '../../shared/decimal.js';

/** The states that somebody has to notice; "In order" if there is none. */
export function standing(credits) {
  const flags = [
    credits.status === 'OK'
      ? null
      : element('span', { className: credits.status === 'EMPTY' ? 'flag' : 'flag warn' }, words(credits.status)),
    isZero(credits.debt) ? null : element('span', { className: 'flag' }, `Owes ${count(credits.debt)}`),
    isZero(credits.frozen) ? null : element('span', { className: 'flag warn' }, `${count(credits.frozen)} frozen`),
  ].filter(Boolean);
  return element('span', { className: 'flags' }, ...(flags.length ? flags : ['In order']));
}
