// Requests to the service's API with the token of the session.
import { Problem, answerOf } from './problem.js';
import { request } from './request.js';
import { token } from './session.js';

export { pause } from './request.js';

const UNAUTHENTICATED = 401;

/**
 * The answer as it comes, for what is read piece by piece. A token that is refused is asked for anew once.
 *
 * @param path below /api/v1
 * @param options as for request
 * @throws Problem if it is a refusal
 */
export async function open(path, options) {
  const address = '/api/v1' + path;
  const first = await token();
  let answer = await request(address, first, options);
  if (answer.status === UNAUTHENTICATED) {
    answer = await request(address, await token(first), options);
  }
  if (answer.status === UNAUTHENTICATED) {
    throw new Problem({ detail: 'Your sign-in is not accepted any more. Sign out and in again.' }, UNAUTHENTICATED);
  }
  return answer.ok ? answer : answerOf(answer);
}

/** The answer's JSON, null without one; options as for open. @throws Problem if it is a refusal */
export const call = async (path, options) => answerOf(await open(path, options));

/** A path's query of those that have a value. */
export function query(parameters) {
  const given = Object.entries(parameters).filter(([, value]) => value !== undefined && value !== null && value !== '');
  return given.length ? '?' + new URLSearchParams(given) : '';
}

/** All items of a list, page by page, up to a number. */
export async function all(path, parameters = {}, most = 1000) {
  const items = [];
  let cursor = null;
  do {
    const page = await call(path + query({ limit: 200, ...parameters, cursor }));
    items.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor && items.length < most);
  return items;
}
