// The dialogs of a team, and which of them a refusal opens (S15). They are made if the page has none.
import { typeOf } from '../shared/problem.js';
import { connectionOf } from './base.js';

function dialogOf(connection, tag) {
  const found = connection.first(tag);
  if (found) {
    return found;
  }
  const made = document.createElement(tag);
  made.team = connection.team;
  document.body.append(made);
  return made;
}

export const packagesOf = connection => dialogOf(connection, 'credit-packages');

const OPENED_BY = {
  'insufficient-credits': 'credit-packages',
  'spending-limit-exceeded': 'credit-notice',
  'member-cap-exceeded': 'credit-notice',
};

async function problemOf(refusal) {
  if (refusal instanceof Response) {
    return refusal
      .clone()
      .json()
      .catch(() => ({}));
  }
  return refusal?.content ?? refusal ?? {};
}

/**
 * Shows what a refusal says and what to do about it: the packages for insufficient-credits, a notice for limits and caps.
 *
 * @param refusal the answer as fetch gives it, or its problem+json, from the service or from the host's own server
 * @param team its id; left out, the one that the problem's instance names, or the page's first one
 * @returns whether it was one that is shown
 */
export async function report(refusal, { team } = {}) {
  const problem = await problemOf(refusal);
  const tag = OPENED_BY[typeOf(problem)];
  const named = team ?? /\/teams\/([^/]+)\//.exec(problem.instance ?? '')?.[1];
  const connection = connectionOf(named) ?? connectionOf();
  if (!tag || !connection) {
    return false;
  }
  dialogOf(connection, tag).open(problem);
  return true;
}
