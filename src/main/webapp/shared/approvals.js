// What people ask for and what became of it, in words.
import { money, time, words } from './format.js';

const UNITS = { CREDITS: 'credits', CREATIVE: 'USD' };

/** The unit of an account, as the service writes it. */
export const unitOf = account => UNITS[account];
export const accountOf = unit => Object.keys(UNITS).find(account => UNITS[account] === unit);

/** Each kind of request as a sentence goes on after "asks for". */
const KINDS = {
  MEMBER_CAP: ({ account, monthlyCap, userId }, nameOf) =>
    (monthlyCap === null ? 'no monthly cap' : `a monthly cap of ${money(monthlyCap, unitOf(account))}`) +
    (account === 'CREATIVE' ? ' for creative usage' : '') +
    (userId ? `, for ${nameOf(userId)}` : ''),
  SPENDING_LIMIT: ({ spendingLimit }) => `a spending limit of ${money(spendingLimit)} for creative work`,
  MORE_CREDITS: ({ credits }) => `${money(credits, 'credits')} to be bought`,
  OWNER_CHANGE: ({ userId }, nameOf) => `another owner of the team, ${nameOf(userId)}`,
  ADJUSTMENT: ({ account, amount }) => `a correction of ${money(amount, unitOf(account))}`,
  CATALOG_VERSION: ({ effectiveFrom }) =>
    `a price list that takes effect ${effectiveFrom ? `on ${time(effectiveFrom)}` : 'when it is approved'}`,
};

/**
 * The thing that is asked for, as in "a monthly cap of 500 credits, until …".
 *
 * @param nameOf gives the name of a person
 */
export const thingOf = ({ kind, request }, nameOf = userId => userId) =>
  (KINDS[kind]?.(request, nameOf) ?? words(kind).toLowerCase()) +
  (request.until ? `, until ${time(request.until)}` : '');

/** True while somebody can still decide. */
export const waits = ({ state, expiresAt }) => state === 'ASKED' && Date.parse(expiresAt) > Date.now();

/** A text as the beginning of a sentence. */
export const sentence = content => content.charAt(0).toUpperCase() + content.slice(1);

/** What somebody who asked is told of it. */
export function told(approval) {
  const thing = thingOf(approval);
  if (waits(approval)) {
    return `You have asked for ${thing}; nobody has decided yet. It can be decided until ${time(approval.expiresAt)}.`;
  }
  const why = approval.decisionReason ? `: ${approval.decisionReason}` : '.';
  return approval.state === 'REFUSED'
    ? `You asked for ${thing}, which was refused${why}`
    : `You asked for ${thing}: ${approval.state === 'APPROVED' ? 'approved' : 'nobody decided in time'}.`;
}

/** What to say of an answer to a change if the change waits for a second person, otherwise null. */
export const waitingFor = (answer, nameOf) =>
  answer?.approvalId
    ? `Nothing is changed yet. Another person has to approve this on the page Requests: ${thingOf(answer, nameOf)}.`
    : null;
