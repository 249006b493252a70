// The one way to ask a server for something, for pages and for widgets on other sites.
import { Problem } from './problem.js';

/**
 * The answer as it comes, refusals too.
 *
 * @param token null where none is needed
 * @param options method; body: an object, sent as JSON, or a file; type of a file; key: the idempotency key; accept; signal; cache
 * @throws Problem if there is no answer; AbortError if the signal ends it
 */
export async function request(
  address,
  token,
  { method = 'GET', body, type, key, accept = 'application/json', signal, cache } = {},
) {
  const headers = { Accept: accept };
  const isFile = body instanceof Blob;
  if (token !== null) {
    headers.Authorization = 'Bearer ' + token;
  }
  if (body !== undefined) {
    headers['Content-Type'] = type ?? 'application/json';
  }
  if (key) {
    headers['Idempotency-Key'] = key;
  }
  try {
    return await fetch(address, {
      method,
      headers,
      signal,
      cache,
      body: body === undefined || isFile ? body : JSON.stringify(body),
    });
  } catch (problem) {
    throw problem.name === 'AbortError' ? problem : Problem.unreachable();
  }
}

const MILLIS = 1000;

/** Resolves a little later, for what is asked for again and again. */
export const pause = (millis = MILLIS) => new Promise(done => setTimeout(done, millis));
