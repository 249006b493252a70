// What of the reconciliation needs somebody, in words.
import { element, note, text } from '../shared/elements.js';
import { day } from '../shared/format.js';
import { counted } from '../shared/names.js';
import { age } from './times.js';

const NIGHTS = {
  LATE: 'works for longer than it should',
  MISSING: 'has not run',
  STOPPED: 'was stopped before its end',
  FAILED: 'has failed',
  COMPLETED_WITH_FAILURES: 'is not complete, because these failed',
};

/** What is wrong with the latest night; null if nothing is. */
export function nightly({ state, night, problem }) {
  return NIGHTS[state]
    ? note(
        'bad',
        text(`The reconciliation of the night of ${day(night)} ${NIGHTS[state]}${problem ? ': ' + problem : ''}.`),
      )
    : null;
}

const since = ({ oldestAt }) => (oldestAt ? ` The first has waited for ${age(oldestAt)}.` : '');

/** All that needs somebody, of the queues; empty if nothing does. */
export function attention({ breaks, refusedImports, nightly: night }) {
  return [
    nightly(night),
    breaks.waiting
      ? note('warn', text(`${counted(breaks.waiting, 'new break')}: open, and assigned to nobody.${since(breaks)}`))
      : null,
    refusedImports.waiting
      ? note(
          'warn',
          element(
            'p',
            {},
            `${counted(refusedImports.waiting, 'refused file')}: to be answered or dismissed under `,
            element('a', { href: '#imports' }, 'Imported files'),
            `.${since(refusedImports)}`,
          ),
        )
      : null,
  ].filter(Boolean);
}
