// The tables in which a draft is edited. What is typed goes into the draft at once; a row says what is wrong with it.
import { button, buttons, element, field, options, table } from '../../shared/elements.js';
import { SERVICES, measureName } from '../../shared/names.js';
import { IDENTITIES, faultsOf } from './check.js';
import { BILLINGS, costMeasuresOf, measuresOf, unitOf } from './names.js';

const NEW = {
  rates: () => ({
    service: 'IMAGE',
    engine: '',
    per: 'IMAGE',
    unitSize: '1',
    price: '',
    unit: 'USD',
    minimum: '1',
    maximum: '10',
    billing: 'PRO_RATA',
    enabled: true,
    holdTimeoutSeconds: '1800',
  }),
  packages: () => ({ code: '', credits: '', price: '' }),
  providerRates: () => ({
    provider: '',
    service: 'IMAGE',
    engine: '',
    per: 'IMAGE',
    unitSize: '1',
    cost: '',
    effectiveFrom: new Date().toISOString().slice(0, 11) + '00:00:00Z',
    effectiveTo: null,
    sku: null,
    billing: 'PRO_RATA',
  }),
};

/** Instants are edited in UTC, as prices of providers are told. */
const toLocal = text => (text ? new Date(text).toISOString().slice(0, 16) : '');
const fromLocal = text => (text ? text + ':00Z' : null);

/**
 * The editor of a draft.
 *
 * @param base the version that it began with; what differs from it is said
 * @param changed called whenever the draft has become different
 */
export function editor(draft, base, changed) {
  const places = new Map();
  const refresh = () => {
    const faults = faultsOf(draft);
    for (const [list, rows] of places) {
      rows.forEach((row, index) => row(faults[list][index] ?? []));
    }
  };
  const edited = () => {
    refresh();
    changed();
  };

  const columnsOf = {
    rates: [
      [
        'Service',
        'service',
        choice(SERVICES, row => {
          row.per = measuresOf(row.service)[0];
          row.unit = unitOf(row.service);
          row.billing = row.service === 'CHAT' ? 'PRO_RATA' : row.billing;
          return true;
        }),
      ],
      ['Engine', 'engine', input(13)],
      ['Price', 'price', input(5, row => row.unit)],
      ['Units per price', 'unitSize', input(4)],
      ['Unit', 'per', choice(row => named(measuresOf(row.service)))],
      ['Minimum quantity', 'minimum', input(2)],
      ['Maximum', 'maximum', input(7)],
      ['Billed', 'billing', choice(BILLINGS)],
      ['Hold expires after, s', 'holdTimeoutSeconds', input(4)],
      ['For sale', 'enabled', tick],
    ],
    packages: [
      ['Code', 'code', input(14)],
      ['Credits', 'credits', input(10)],
      ['Price in USD', 'price', input(8)],
    ],
    providerRates: [
      ['Provider', 'provider', input(16)],
      [
        'Service',
        'service',
        choice(SERVICES, row => {
          row.per = measuresOf(row.service)[0];
          return true;
        }),
      ],
      ['Engine', 'engine', input(13)],
      ['Cost in USD', 'cost', input(5)],
      ['Units per price', 'unitSize', input(5)],
      ['Unit', 'per', choice(row => named(costMeasuresOf(row.service)))],
      ['From (UTC)', 'effectiveFrom', instant],
      ['Until (UTC)', 'effectiveTo', instant],
      ['On its invoice', 'sku', input(12)],
      ['Billed', 'billing', choice(BILLINGS)],
    ],
  };
  const named = measures => Object.fromEntries(measures.map(measure => [measure, measureName(measure)]));

  /** The value of a field in the version that the draft is based on, if it has changed. */
  function before(list, row, name) {
    const identity = IDENTITIES[list];
    const old = (base?.[list] ?? []).find(each => identity.every(key => (each[key] || null) === (row[key] || null)));
    if (!old) {
      return identity[0] === name ? 'added' : '';
    }
    const [was, is] = [old[name] ?? '', row[name] ?? ''].map(String);
    return was === is || identity.includes(name)
      ? ''
      : `was ${name === 'enabled' ? (old.enabled ? 'on' : 'off') : (BILLINGS[was] ?? (was || 'empty'))}`;
  }

  function input(width, unit = () => '') {
    return (row, name, set) => {
      const made = element('input', {
        value: row[name] ?? '',
        size: width,
        autocomplete: 'off',
        spellcheck: false,
        oninput: () => set(made.value.trim()),
      });
      return unit(row) ? [made, element('small', {}, unit(row))] : [made];
    };
  }
  function choice(entries, also = () => false) {
    return (row, name, set, redraw) => {
      const made = element('select', {
        onchange: () => {
          set(made.value);
          if (also(row)) {
            redraw();
          }
        },
      });
      return [options(made, Object.entries(typeof entries === 'function' ? entries(row) : entries), row[name])];
    };
  }
  function tick(row, name, set) {
    const made = element('input', { type: 'checkbox', checked: row[name], onchange: () => set(made.checked) });
    return [made];
  }
  function instant(row, name, set) {
    const made = element('input', {
      type: 'datetime-local',
      value: toLocal(row[name]),
      onchange: () => set(fromLocal(made.value)),
    });
    return [made];
  }

  /** A table of one list of the draft, drawn anew when rows come, go or move. */
  function listed(list, caption, noun) {
    const place = element('div', { className: 'editor' });
    const draw = () => {
      const rows = draft[list].map((row, index) => ({
        row,
        index,
        cells: new Map(),
        said: element('small', { className: 'wrong', id: `wrong-${list}-${index}` }),
      }));
      places.set(
        list,
        rows.map(({ row, cells, said }) => faults => {
          said.textContent = faults.map(([, message]) => message).join(' ');
          for (const [name, { control, was }] of cells) {
            const isWrong = faults.some(([wrong]) => wrong === name);
            control.setAttribute('aria-invalid', isWrong);
            control[isWrong ? 'setAttribute' : 'removeAttribute']('aria-describedby', said.id);
            was.textContent = before(list, row, name);
          }
        }),
      );
      const columns = columnsOf[list].map(([title, name, make], column) => [
        title,
        ({ row, index, cells, said }) => {
          const set = value => {
            row[name] = value;
            edited();
          };
          const parts = make(row, name, set, () => {
            draw();
            edited();
          });
          const was = element('small', { className: 'was' });
          parts[0].setAttribute('aria-label', `${title}, ${noun} ${index + 1}`);
          cells.set(name, { control: parts[0], was });
          return element('span', {}, ...parts, was, column === 0 ? said : null);
        },
      ]);
      const move = (index, to) => {
        draft[list].splice(to, 0, ...draft[list].splice(index, 1));
        draw();
        edited();
        place.querySelectorAll('.up')[to]?.focus();
      };
      const remove = index => {
        draft[list].splice(index, 1);
        draw();
        edited();
        place.querySelector('.add').focus();
      };
      columns.push([
        'Actions',
        ({ index }) =>
          element(
            'span',
            { className: 'row-tools' },
            list === 'rates'
              ? button('↑', () => move(index, index - 1), {
                  className: 'up',
                  disabled: index === 0,
                  ariaLabel: `Move ${noun} ${index + 1} up`,
                })
              : null,
            button('Remove', () => remove(index), { ariaLabel: `Remove ${noun} ${index + 1}` }),
          ),
      ]);
      const add = () => {
        draft[list].push(NEW[list]());
        draw();
        edited();
        place.querySelector('tbody tr:last-child :is(input, select)').focus();
      };
      place.replaceChildren(
        ...(rows.length
          ? [table(caption, columns, rows)]
          : [element('p', { className: 'soft' }, `There is no ${noun} yet.`)]),
        buttons(button(`Add a ${noun}`, add, { className: 'add' })),
      );
    };
    draw();
    return place;
  }

  function terms() {
    const number = (id, target, name) => {
      const made = element('input', {
        id,
        value: target[name],
        inputMode: 'decimal',
        autocomplete: 'off',
        oninput: () => {
          target[name] = made.value.trim();
          edited();
        },
      });
      return made;
    };
    return element(
      'div',
      { className: 'fields' },
      element('div', {}, field('Maximum hold of a message, in credits', number('ceiling', draft, 'chatHoldCeiling'))),
      element(
        'div',
        {},
        field('Typical message: input tokens', number('typical-input', draft.typicalMessage, 'inputTokens')),
      ),
      element(
        'div',
        {},
        field('Typical message: output tokens', number('typical-output', draft.typicalMessage, 'outputTokens')),
      ),
    );
  }

  const content = [
    listed('rates', 'Rates. Of engines with the same price, the upper one is preferred.', 'rate'),
    element('h3', {}, 'Packages'),
    listed('packages', 'Credits for sale', 'package'),
    element('h3', {}, 'What providers charge us'),
    listed('providerRates', 'Costs by provider, for margins and reconciliation', 'cost'),
    element('h3', {}, 'AI Chat'),
    terms(),
  ];
  refresh();
  return { content, refused: violations => showRefused(violations, places) };
}

/** Faults that the service found, at their rows. */
function showRefused(violations, places) {
  for (const { field: path, message } of violations) {
    const [, list, index, name] = /^(\w+)\[(\d+)\]\.?(\w*)/.exec(path) ?? [];
    places.get(list)?.[index]?.([[name, `${name ? name + ' ' : ''}${message}.`]]);
  }
}
