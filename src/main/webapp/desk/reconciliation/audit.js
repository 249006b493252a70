// The audit of our own books in the report of a run.
import { element, note, section, text } from '../../shared/elements.js';
import { count } from '../../shared/format.js';
import { counted } from '../../shared/names.js';
import { notCompared, violations } from '../audited.js';

const FEW = 8;

/** The answer of the audit. */
export function audit(found) {
  const looked = found
    ? `Looked at ${count(found.accounts)} accounts, ${count(found.entries)} new entries and ${count(found.payments)} payments at Stripe.`
    : '';
  let result;
  if (!found) {
    result = note(
      'warn',
      text('The audit of the ledger was not part of this run, which says nothing about the books.'),
    );
  } else if (found.violations.length > 0) {
    result = note(
      'bad',
      element(
        'p',
        {},
        element('strong', {}, `No: ${counted(found.violations.length, 'check')} failed.`),
        ' Someone has to look into it; nothing was changed automatically.',
      ),
      violations(found.violations.slice(0, FEW)),
      found.violations.length > FEW
        ? element(
            'details',
            {},
            element('summary', {}, `${count(found.violations.length - FEW)} more`),
            violations(found.violations.slice(FEW)),
          )
        : null,
      text(looked),
    );
  } else {
    result = note('good', element('p', {}, element('strong', {}, 'Yes: nothing was found. '), looked));
  }
  return section('Are our own books in order?', result, found ? notCompared(found) : null);
}
