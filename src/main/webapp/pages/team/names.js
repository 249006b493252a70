// Types of lines and persons in words.
import { words } from '../../shared/format.js';

export const TYPES = {
  USAGE: 'Usage',
  PURCHASE: 'Purchase',
  ADJUSTMENT: 'Correction',
  PAYMENT: 'Payment of a bill',
  CLAWBACK: 'Taken back after a refund or dispute',
  REINSTATEMENT: 'Given back after a refund or dispute',
};

export const typeName = type => TYPES[type] ?? words(type);
/** The person who caused a line; someone who never was a member is an operator of the platform. */
export const personName = person => (person ? (person.displayName ?? 'An operator') : '–');
