// One request to the service's API, for pages and for widgets on other sites.
import { Problem } from './problem.js';

/**
 * The answer as it comes, refusals too.
 *
 * @param options method; body: an object, sent as JSON, or a file; type of a file; key: the idempotency key; accept; signal
 * @throws Problem if there is no answer; AbortError if the signal ends it
 */
export async function request(address, token, { method = 'GET', body, type, key, accept = 'application/json', signal } = {}) {
  const headers = { Authorization: 'Bearer ' + token, Accept: accept };
  const isFile = body instanceof Blob;
  if (body !== undefined) {
    headers['Content-Type'] = type ?? 'application/json';
  }
  if (key) {
    headers['Idempotency-Key'] = key;
  }
  try {
    return await fetch(address, { method, headers, signal, body: body === undefined || isFile ? body : JSON.stringify(body) });
  } catch (problem) {
    throw problem.name === 'AbortError' ? problem : Problem.unreachable();
  }
}

const MILLIS = 1000;

/** Resolves a little later, for what is asked for again and again. */
export const pause = (millis = MILLIS) => new Promise(done => setTimeout(done, millis));
