// Sending a file with the token of the session, and how much of it has gone out, which fetch does not tell.
import { Problem } from '../shared/problem.js';
import { token } from '../shared/session.js';

const LAST_GOOD = 299;

/**
 * The answer's JSON.
 *
 * @param options file, type, key: the idempotency key; progress: called with the bytes that have gone out
 * @throws Problem if it is a refusal
 */
export async function upload(path, { file, type, key, progress }) {
  const bearer = await token();
  return new Promise((done, failed) => {
    const request = new XMLHttpRequest();
    request.open('POST', '/api/v1' + path);
    Object.entries({
      Authorization: 'Bearer ' + bearer,
      Accept: 'application/json',
      'Content-Type': type,
      'Idempotency-Key': key,
    }).forEach(([name, value]) => request.setRequestHeader(name, value));
    request.responseType = 'json';
    request.upload.addEventListener('progress', event => progress(event.loaded));
    request.addEventListener('load', () =>
      request.status <= LAST_GOOD
        ? done(request.response)
        : failed(new Problem(request.response ?? {}, request.status)),
    );
    request.addEventListener('error', () => failed(Problem.unreachable()));
    request.send(file);
  });
}
