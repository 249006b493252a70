// A list that comes page by page, and can be read anew.
import { call, query } from './api.js';
import { button, element, note, text } from './elements.js';
import { day } from './format.js';

const told = (number, isMore) => (number === 0 ? '' : `${number} shown${isMore ? '; there are more' : ''}.`);

/**
 * @param path of the list, or a function giving it
 * @param parameters gives what is asked for
 * @param show gives the element for rows and whether there are more
 * @param none gives what is shown instead of an empty list
 * @param append adds further rows to that element, where drawing all of them again would take long
 * @param changed called with all rows and whether there are more, after each change
 * @param archived says what is no longer in the list, as in "Jobs that ended", if it ends at the horizon of the retention
 * @returns {place, load, more, rows, hasMore, replace: puts a row into the place of the first that fits}
 */
export function pagedList({
  path,
  parameters = () => ({}),
  show,
  none,
  append,
  changed = () => {},
  archived,
  limit = 25,
}) {
  const content = element('div', {}, text('Loading …', 'soft'));
  const status = element('p', { role: 'status', className: 'unseen' });
  const problems = element('div', { 'aria-live': 'polite' });
  const further = button('Show more', () => more(), { hidden: true });
  const end = element('p', { className: 'soft', hidden: true });
  let rows = [];
  let next = null;
  let latest = 0;

  function draw(added) {
    const isMore = Boolean(next);
    if (added && append) {
      append(content.firstChild, added);
    } else {
      content.replaceChildren(rows.length === 0 ? none() : show(rows, isMore));
    }
    status.textContent = told(rows.length, isMore);
    further.hidden = !isMore;
    further.textContent = 'Show more';
    changed(rows, isMore);
    if (archived) {
      showEnd(isMore);
    }
  }

  /** Where the list ends because what is older is archived. */
  async function showEnd(isMore) {
    end.hidden = true;
    if (isMore) {
      return;
    }
    const horizon = await call('/retention').catch(() => null);
    if (horizon?.archivedBefore && !next) {
      end.textContent = `${archived} before ${day(horizon.archivedBefore)} are archived.`;
      end.hidden = false;
    }
  }

  async function read(cursor) {
    const asked = ++latest;
    const isFocused = document.activeElement === further;
    further.disabled = true;
    try {
      const page = await call((typeof path === 'function' ? path() : path) + query({ limit, ...parameters(), cursor }));
      // An answer to what nobody asks for any more is not shown.
      if (asked === latest) {
        rows = cursor ? [...rows, ...page.items] : page.items;
        next = page.nextCursor ?? null;
        problems.replaceChildren();
        draw(cursor ? page.items : null);
      }
    } catch (problem) {
      if (asked === latest) {
        failed(problem, cursor);
      }
    } finally {
      if (asked === latest) {
        further.disabled = false;
        if (isFocused) {
          (further.hidden ? content.firstChild : further).focus();
        }
      }
    }
  }

  /** Keeps the rows that are shown if only further ones could not be read. */
  function failed(problem, cursor) {
    problems.replaceChildren(note('bad', text(problem.message)));
    if (!cursor) {
      rows = [];
      next = null;
      content.replaceChildren();
      status.textContent = '';
      changed(rows, false);
    }
    further.textContent = 'Try again';
    further.hidden = false;
  }

  const load = () => read(null);
  const more = () => read(next);
  const replace = (fits, row) => {
    rows = rows.map(each => (fits(each) ? row : each));
    draw();
  };
  return {
    place: element('div', {}, content, status, problems, further, end),
    load,
    more,
    replace,
    rows: () => rows,
    hasMore: () => Boolean(next),
  };
}
