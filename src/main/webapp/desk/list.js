// A list that comes page by page and can be read anew.
import { call, query } from '../shared/api.js';
import { element, note, text } from '../shared/elements.js';
import { button } from './dialog.js';

/**
 * @param path of the list
 * @param parameters function of what is asked for
 * @param show function of the rows and whether there are more, giving the element
 * @param none function giving what is shown instead of an empty list
 */
export function pagedList(path, parameters, show, none, limit = 25) {
  const place = element('div', { 'aria-live': 'polite' }, text('Loading …'));
  let rows = [];
  let next = null;
  let latest = 0;
  const shown = () => place.replaceChildren(...(rows.length === 0 ? [none()] : [show(rows, Boolean(next)), next ? button('Show more', () => read(next)) : null].filter(Boolean)));
  const read = async cursor => {
    const asked = ++latest;
    try {
      const page = await call(path + query({ limit, ...parameters(), cursor }));
      if (asked === latest) {
        rows = cursor ? [...rows, ...page.items] : page.items;
        next = page.nextCursor;
        shown();
      }
    } catch (problem) {
      place.replaceChildren(note('bad', text(problem.message)), button('Try again', () => read(cursor)));
    }
  };
  /** Puts a row in the place of the one with its id. */
  const replace = row => {
    rows = rows.map(each => (each.id === row.id ? row : each));
    shown();
  };
  return { place, load: () => read(null), replace };
}
