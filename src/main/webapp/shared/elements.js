// Small pieces of the page. Text is always set as text, never as HTML.

/** An element with properties and content; content that is null is left out. */
export function element(tag, properties = {}, ...content) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name.startsWith('on')) {
      made.addEventListener(name.slice(2), value);
    } else if (name in made && name !== 'list') {
      made[name] = value;
    } else {
      made.setAttribute(name, value);
    }
  }
  made.append(...content.flat().filter(part => part !== null && part !== undefined));
  return made;
}

/**
 * A table. Columns are [title, function of a row, whether it is a number]; the first column heads its row.
 */
export function table(caption, columns, rows, total) {
  const cell = ([, value, isNumber], row, index) =>
    element(
      index === 0 ? 'th' : 'td',
      { className: isNumber ? 'number' : '', ...(index === 0 ? { scope: 'row' } : {}) },
      value(row),
    );
  const body = rows.map(row =>
    element(
      'tr',
      {},
      columns.map((column, index) => cell(column, row, index)),
    ),
  );
  return element(
    'div',
    { className: 'scroll', tabIndex: 0, role: 'region', 'aria-label': caption },
    element(
      'table',
      {},
      element('caption', {}, caption),
      element(
        'thead',
        {},
        element(
          'tr',
          {},
          columns.map(([title, , isNumber]) =>
            element('th', { scope: 'col', className: isNumber ? 'number' : '' }, title),
          ),
        ),
      ),
      element('tbody', {}, body),
      total
        ? element(
            'tfoot',
            {},
            element(
              'tr',
              {},
              columns.map((column, index) => cell(column, total, index)),
            ),
          )
        : null,
    ),
  );
}

export function section(title, ...content) {
  return element('section', {}, element('h2', {}, title), ...content);
}

export const note = (kind, ...content) => element('div', { className: 'note ' + kind }, ...content);
export const text = (content, className = '') => element('p', { className }, content);
export const button = (label, onclick, properties = {}) =>
  element('button', { type: 'button', onclick, ...properties }, label);

/** The row of buttons at the end of a dialog or form. */
export const buttons = (...content) => element('div', { className: 'buttons' }, content);

/** One number of a list of figures. */
export const figure = (name, value, ...explanation) =>
  element(
    'div',
    {},
    element('dt', {}, name),
    element('dd', {}, value, explanation.length ? element('small', {}, ...explanation) : null),
  );
export const figures = (...parts) => element('dl', { className: 'figures' }, ...parts);

/** Names with their values, one below the other; pairs that are null are left out. */
export const facts = pairs =>
  element(
    'dl',
    { className: 'facts' },
    pairs
      .filter(Boolean)
      .map(([name, value]) => [element('dt', {}, name), element('dd', {}, value)])
      .flat(),
  );

/** A field with its label. */
export function field(label, input) {
  return [element('label', { htmlFor: input.id }, label), input];
}

export function options(select, entries, chosen) {
  select.replaceChildren(
    ...entries.map(([value, name]) => element('option', { value, selected: value === chosen }, name)),
  );
  return select;
}

export function say(message) {
  document.getElementById('message').textContent = message;
}
