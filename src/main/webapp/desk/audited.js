// The findings of the ledger audit, for the pages Ledger and Reconciliation.
import { element, note, text } from '../shared/elements.js';
import { words } from '../shared/format.js';

export const violations = found =>
  element(
    'ul',
    {},
    found.map(each => element('li', {}, element('strong', {}, words(each.check) + ': '), each.detail)),
  );

/** Why payments were not compared with Stripe; null if they were. */
export const notCompared = audit =>
  audit.notCompared
    ? note('warn', text(`This audit says nothing about the payments at Stripe (${audit.notCompared}).`))
    : null;
