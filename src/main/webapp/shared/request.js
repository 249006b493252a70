// The one way to send a request to a server, for pages and for widgets on other sites.
import { Problem } from './problem.js';

/** A request that reports how much of its body has gone out, which fetch does not. */
function sent(address, { method, headers, body, progress }) {
  return new Promise((done, failed) => {
    const sending = new XMLHttpRequest();
    sending.open(method, address);
    Object.entries(headers).forEach(([name, value]) => sending.setRequestHeader(name, value));
    sending.upload.addEventListener('progress', event => progress(event.loaded));
    sending.addEventListener('load', () => done(new Response(sending.response || null, { status: sending.status })));
    sending.addEventListener('error', () => failed(new TypeError('No answer came.')));
    sending.send(body);
  });
}

/**
 * The response as it comes, refusals too.
 *
 * @param token null where none is needed
 * @param options method; body: an object, sent as JSON, or a file; type of a file; key: the idempotency key; accept; signal;
 *     cache; progress: called with the number of bytes that have gone out
 * @throws Problem if no response comes; AbortError if the signal ends the request
 */
export async function request(address, token, { method = 'GET', body, type, key, accept, progress, ...options } = {}) {
  const headers = { Accept: accept ?? 'application/json' };
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
  const content = body === undefined || isFile ? body : JSON.stringify(body);
  try {
    return progress
      ? await sent(address, { method, headers, body: content, progress })
      : await fetch(address, { method, headers, body: content, ...options });
  } catch (problem) {
    throw problem.name === 'AbortError' ? problem : Problem.unreachable();
  }
}

const MILLIS = 1000;

/** Resolves a little later, for what is polled. */
export const pause = (millis = MILLIS) => new Promise(done => setTimeout(done, millis));
