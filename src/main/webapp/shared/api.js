// Requests to the service's API with the token of the session.
import { Problem, answerOf } from './problem.js';
import { forget, signInAddress, token } from './session.js';

const UNAUTHENTICATED = 401;

/**
 * The answer as it comes, for what is read piece by piece.
 *
 * @param path below /api/v1
 * @param options body: an object, sent as JSON, or a file; type of a file; key: the idempotency key; accept; signal
 * @throws Problem if it is a refusal
 */
export async function open(path, { method = 'GET', body, type, key, accept = 'application/json', signal } = {}) {
  const headers = { Authorization: 'Bearer ' + await token(), Accept: accept };
  const isFile = body instanceof Blob;
  if (body !== undefined) {
    headers['Content-Type'] = type ?? 'application/json';
  }
  if (key) {
    headers['Idempotency-Key'] = key;
  }
  const answer = await fetch('/api/v1' + path, { method, headers, signal, body: body === undefined || isFile ? body : JSON.stringify(body) })
    .catch(problem => {
      throw problem.name === 'AbortError' ? problem : Problem.unreachable();
    });
  if (answer.status === UNAUTHENTICATED) {
    forget();
    location.assign(signInAddress());
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

const MILLIS = 1000;

/** Resolves a little later, for what is asked for again and again. */
export const pause = (millis = MILLIS) => new Promise(done => setTimeout(done, millis));
