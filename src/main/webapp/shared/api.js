// Requests to the service's API with the token of the session.
import { Client } from './client.js';
import { token } from './session.js';

export { pause } from './request.js';

const client = new Client('/api/v1', token, 'Your session has ended. Sign out and sign in again.');

/** The response as it comes; options as for request. @throws Problem if the service refuses */
export const open = (path, options) => client.open(path, options);

/** The response's JSON, null without one; options as for request. @throws Problem if the service refuses */
export const call = client.call;

/** The query string of the parameters that have a value. */
export function query(parameters) {
  const given = Object.entries(parameters).filter(([, value]) => value !== undefined && value !== null && value !== '');
  return given.length ? '?' + new URLSearchParams(given) : '';
}

/** All items of a list, page by page, up to a maximum. */
export async function all(path, parameters = {}, maximum = 1000) {
  const items = [];
  let cursor = null;
  do {
    const page = await call(path + query({ limit: 200, ...parameters, cursor }));
    items.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor && items.length < maximum);
  return items;
}
