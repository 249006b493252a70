// Requests to the service. The token is handed over after the # sign, which no server sees, and kept for this tab.
const fragment = new URLSearchParams(location.hash.slice(1));
if (fragment.has('token')) {
  sessionStorage.setItem('token', fragment.get('token'));
  history.replaceState(null, '', location.pathname + location.search);
}

export const hasToken = () => sessionStorage.getItem('token') !== null;

/** The answer's JSON; an error says what the service said. */
export async function call(path, { method = 'GET', body, type = 'application/json', key } = {}) {
  const headers = { Authorization: 'Bearer ' + sessionStorage.getItem('token'), Accept: 'application/json' };
  if (body !== undefined) {
    headers['Content-Type'] = type;
  }
  if (key) {
    headers['Idempotency-Key'] = key;
  }
  const answer = await fetch('/api/v1/reconciliation' + path, { method, headers, body }).catch(() => {
    throw new Error('The service cannot be reached. Try again in a moment.');
  });
  const content = await answer.json().catch(() => ({}));
  if (!answer.ok) {
    const fields = (content.violations ?? []).map(violation => `${violation.field} ${violation.message}`).join('; ');
    throw new Error(fields || content.detail || content.title || `The service answered ${answer.status}.`);
  }
  return content;
}

/** A path's query of those that have a value. */
export function query(parameters) {
  const given = Object.entries(parameters).filter(([, value]) => value);
  return given.length ? '?' + new URLSearchParams(given) : '';
}

const MILLIS = 1000;

/** Resolves a little later, for what is asked for again and again. */
export const pause = () => new Promise(done => setTimeout(done, MILLIS));
