// The session of the person who is signed in. The server keeps it behind a cookie that no script can read; what scripts get is a token of a
// few minutes, which is kept in memory only and asked for again before it ends.
import { element } from './elements.js';
import { answerOf } from './problem.js';
import { request } from './request.js';

const ADDRESS = '/api/v1/session';
const SIGN_IN = '/sign-in.html';
const MILLIS_BEFORE_THE_END = 60_000;

let asked = null;

/** Tells the other tabs, which have tokens of their own, that the session has ended. */
const tabs = new BroadcastChannel('credits.session');
tabs.addEventListener('message', () => {
  asked = null;
  if (location.pathname !== SIGN_IN) {
    location.assign(signInAddress());
  }
});

const send = async (method, body, query = '') =>
  answerOf(await request(ADDRESS + query, null, { method, body, cache: 'no-store' }));

/** A development issuer must not be on by accident: wherever it is, every page says so. */
function sayDevelopment({ development }) {
  if (development && !document.querySelector('.development')) {
    document
      .getElementById('top')
      .before(
        element('p', { className: 'development', role: 'status' }, 'Development: anybody can sign in as anybody here.'),
      );
  }
}

async function ask() {
  const answer = await send('GET');
  sayDevelopment(answer);
  return answer;
}

const isFresh = session => session.token === null || Date.parse(session.expiresAt) - Date.now() > MILLIS_BEFORE_THE_END;

/**
 * The session: {user: {userId, name} | null, token, expiresAt, signIn: {kind, url, people}, development}; asked
 * for once as long as its token lasts.
 */
export async function session() {
  if (asked && !isFresh(await asked.catch(() => ({ token: '', expiresAt: '' })))) {
    asked = null;
  }
  asked ??= ask().catch(problem => {
    asked = null;
    throw problem;
  });
  return asked;
}

/** The address of the sign-in page, which leads back to where the reader is; from the entrance it leads to where one begins. */
export function signInAddress() {
  const here = location.pathname + location.search;
  return here === '/' ? SIGN_IN : `${SIGN_IN}?to=${encodeURIComponent(here)}`;
}

/**
 * The token for a request; without a session the reader is led to the sign-in page.
 *
 * @param refused a token that was not accepted, which is not given again
 */
export async function token(refused = null) {
  if (refused !== null && (await asked?.catch(() => null))?.token === refused) {
    asked = null;
  }
  const now = await session();
  if (!now.token) {
    location.assign(signInAddress());
    return new Promise(() => {});
  }
  return now.token;
}

/** Signs in as one of the people of the embedded default. */
export async function signInAs(userId) {
  asked = null;
  await send('POST', { userId });
}

/**
 * Signs out here, or in every browser that the person is signed in with.
 *
 * @returns {url} where the person signs out of the provider too, null if nowhere
 */
export async function signOut(everywhere = false) {
  asked = null;
  const left = await send('DELETE', undefined, everywhere ? '?everywhere=true' : '');
  tabs.postMessage('signed-out');
  return left;
}
