// The providers that a run could not reconcile.
import { element, note, section, text } from '../../shared/elements.js';

/** The providers that failed; null if none did. */
export function failures(rows) {
  return rows.length === 0
    ? null
    : section(
        'Failed',
        note(
          'bad',
          text('These providers are in no figure below, and their breaks are as they were:'),
          element(
            'ul',
            {},
            rows.map(row => element('li', {}, element('strong', {}, row.provider + ': '), row.problem)),
          ),
        ),
      );
}
