// Causes and states of breaks, and the steps of a run, in words.
import { words } from '../../shared/format.js';

export const CAUSES = {
  BILLED_NOT_RECORDED: ['Billed, not recorded', 'The provider billed for work that we have no record of.'],
  RECORDED_NOT_BILLED: ['Recorded, not billed', 'We have a record of work that is on no invoice.'],
  QUANTITY: ['Different quantity', 'Both sides have it, but the provider counted more or less than we did.'],
  PRICE: ['Different price', 'The unit price is not the one that we expected.'],
  DUPLICATE: ['Billed twice', 'The same work is on an invoice more than once.'],
  FAILED_BUT_BILLED: [
    'Failed, but billed',
    'The work failed and our customer paid nothing, but the provider billed it.',
  ],
  LATE_BUT_BILLED: [
    'Too late, but billed',
    'The result came after we had given up waiting, and the provider billed it.',
  ],
  LATE_USAGE: ['In a neighbouring period', 'Billed in another period than the one in which it was done.'],
  CURRENCY: ['Another currency', 'Billed in a currency for which no rate of the month was entered.'],
  TAX: ['Tax', 'Tax that was not expected.'],
  ROUNDING: ['Rounding', 'Small differences of many requests that add up.'],
  CREDIT: ['Cost came back', 'The provider has given back what work had cost that was done.'],
  UNKNOWN_SKU: ['Unknown product', 'The invoice names something that our catalogue does not know.'],
  RECEIVED_NOT_BOOKED: ['Received, not booked', 'Stripe received a payment, and no entry of the books is for it.'],
  BOOKED_NOT_RECEIVED: ['Booked, not received', 'An entry of the books is for a payment that Stripe has not received.'],
  RECEIVED_DIFFERS: ['Another amount received', 'Stripe received another amount than the entry is for.'],
  RETURNED_DIFFERS: ['Another amount went back', 'More or less money went back than was taken back in the books.'],
  PAYOUT_DIFFERS: ['Payout differs', 'A payout of Stripe is not the sum of what is in it.'],
};
export const STATES = {
  OPEN: 'Open',
  ACCEPTED: 'Accepted',
  DISPUTED: 'Disputed',
  RESOLVED: 'Resolved',
};

/** The steps of a run. */
export const STEPS = {
  STAGE: 'Collect',
  MATCH: 'Match',
  CLASSIFY: 'Find causes',
  AUDIT: 'Audit the ledger',
  MONEY: 'Compare money in',
  REPORT: 'Write the report',
};

/** True for a run that has a report. */
export const isCompleted = run => ['COMPLETED', 'COMPLETED_WITH_FAILURES'].includes(run.status);

export const causeName = cause => CAUSES[cause]?.[0] ?? words(cause);
export const stateName = state => STATES[state] ?? words(state);
