// Who is signed in. The server keeps the session behind a cookie that no script can read; what scripts get is a token of a
// few minutes, which is kept in memory only and asked for again before it ends.
import { answerOf } from './problem.js';
import { request } from './request.js';

const ADDRESS = '/api/v1/session';
const MILLIS_BEFORE_THE_END = 60_000;

let asked = null;

const send = async (method, body) => answerOf(await request(ADDRESS, null, { method, body, cache: 'no-store' }));

const isFresh = session => session.token === null || Date.parse(session.expiresAt) - Date.now() > MILLIS_BEFORE_THE_END;

/**
 * The session: {user: {userId, name} | null, token, expiresAt, signIn: {kind, url, people}}; asked for once as
 * long as its token lasts.
 */
export async function session() {
  if (asked && !isFresh(await asked.catch(() => ({ token: '', expiresAt: '' })))) {
    asked = null;
  }
  asked ??= send('GET').catch(problem => {
    asked = null;
    throw problem;
  });
  return asked;
}

/** The address of the sign-in page, which leads back to where the reader is. */
export const signInAddress = () => '/sign-in.html?to=' + encodeURIComponent(location.pathname + location.search);

/** The token for a request; without a session the reader is led to the sign-in page. */
export async function token() {
  const now = await session();
  if (!now.token) {
    location.assign(signInAddress());
    return new Promise(() => {});
  }
  return now.token;
}

/** Forgets the token, so that the next request asks for another one. */
export function forget() {
  asked = null;
}

/** Signs in as one of the people of the embedded default. */
export async function signInAs(userId) {
  asked = null;
  await send('POST', { userId });
}

export async function signOut() {
  asked = null;
  return send('DELETE');
}
