// The versions of the price list: which there are, what is in one, what differs between two.
import { call } from '../../shared/api.js';
import { button, element, field, note, options, table, text } from '../../shared/elements.js';
import { count, money } from '../../shared/format.js';
import { per, serviceName } from '../../shared/names.js';
import { bothTimes, utc } from '../times.js';
import { BILLINGS, rateName, worth } from './names.js';

const read = new Map();

/** A version whole; versions never change, so each is read once. */
export async function version(number) {
  if (!read.has(number)) {
    read.set(number, await call('/catalog/versions/' + number));
  }
  return read.get(number);
}

const stateOf = (row, current) =>
  row.withdrawnAt
    ? 'Withdrawn'
    : row.version === current
      ? 'In force'
      : Date.parse(row.effectiveFrom) > Date.now()
        ? 'Coming'
        : 'Earlier';

/** All versions, newest first; actions are {show, draft, withdraw}. */
export function versionTable(rows, current, { show, draft, withdraw }) {
  return table(
    'Versions, newest first',
    [
      ['Version', row => `Version ${row.version}`],
      [
        'State',
        row => {
          const state = stateOf(row, current);
          return element(
            'span',
            {
              className:
                state === 'Earlier' || state === 'Withdrawn' ? '' : state === 'Coming' ? 'flag warn' : 'flag good',
            },
            state,
          );
        },
      ],
      ['From', row => bothTimes(row.effectiveFrom)],
      [
        'Published',
        row =>
          element(
            'span',
            {},
            utc(row.createdAt),
            element(
              'small',
              {},
              row.createdBy ? element('span', { className: 'id' }, row.createdBy) : 'came with the service',
            ),
          ),
      ],
      [
        'Actions',
        row =>
          element(
            'span',
            { className: 'row-tools' },
            button('Show', () => show(row.version), { ariaLabel: `Show version ${row.version}` }),
            button('Start a draft', () => draft(row.version), {
              ariaLabel: `Start a draft from version ${row.version}`,
            }),
            stateOf(row, current) === 'Coming'
              ? button('Withdraw', () => withdraw(row), { ariaLabel: `Withdraw version ${row.version}` })
              : null,
          ),
      ],
    ],
    rows,
  );
}

/** The content of a version. */
export function contentOf(found) {
  return [
    table(
      `Rates of version ${found.version}`,
      [
        ['Service', row => serviceName(row.service)],
        ['Engine', row => row.engine],
        ['Price', row => element('span', {}, worth(row.price, row.unit), element('small', {}, per(row))), true],
        ['Quantity', row => `${count(row.minimum)} to ${count(row.maximum)}`, true],
        ['Billed', row => BILLINGS[row.billing] ?? row.billing],
        ['May take', row => `${count(row.holdTimeoutSeconds)} s`, true],
        ['State', row => (row.enabled ? 'On' : element('span', { className: 'flag warn' }, 'Off'))],
      ],
      found.rates,
    ),
    table(
      'Packages',
      [
        ['Code', row => row.code],
        ['Credits', row => count(row.credits), true],
        ['Price', row => money(row.price), true],
      ],
      found.packages,
    ),
    found.providerRates.length === 0
      ? note(
          '',
          text('This version has no provider costs: the margin of work whose worker reports no cost is unknown.'),
        )
      : table(
          'What providers charge us',
          [
            ['Provider', row => row.provider],
            ['Service', row => serviceName(row.service)],
            ['Engine', row => row.engine],
            ['Cost', row => element('span', {}, money(row.cost), element('small', {}, per(row))), true],
            ['In effect', row => `${utc(row.effectiveFrom)}${row.effectiveTo ? ' to ' + utc(row.effectiveTo) : ' on'}`],
            ['On its invoice', row => row.sku ?? '–'],
          ],
          found.providerRates,
        ),
    text(
      `An AI Chat message holds at most ${count(found.chatHoldCeiling)} credits; the typical message has ` +
        `${count(found.typicalMessage.inputTokens)} input and ${count(found.typicalMessage.outputTokens)} output tokens.`,
    ),
  ];
}

const LISTS = [
  [
    'rates',
    ['service', 'engine', 'per'],
    rateName,
    {
      price: row => `${worth(row.price, row.unit)} ${per(row)}`,
      quantity: row => `${count(row.minimum)} to ${count(row.maximum)}`,
      billed: row => BILLINGS[row.billing] ?? row.billing,
      state: row => (row.enabled ? 'on' : 'off'),
      'may take': row => `${count(row.holdTimeoutSeconds)} s`,
    },
  ],
  [
    'packages',
    ['code'],
    row => `Package ${row.code}`,
    { credits: row => count(row.credits), price: row => money(row.price) },
  ],
  [
    'providerRates',
    ['provider', 'service', 'engine', 'per', 'effectiveFrom'],
    row => `Cost of ${row.provider}, ${rateName(row)}`,
    {
      cost: row => `${money(row.cost)} ${per(row)}`,
      until: row => (row.effectiveTo ? utc(row.effectiveTo) : 'open'),
      invoice: row => row.sku ?? '–',
    },
  ],
];

/** The differences between two price lists, as rows {what, before, after}. */
export function differences(one, other) {
  const found = [];
  for (const [list, identity, name, aspects] of LISTS) {
    const key = row => JSON.stringify(identity.map(each => row[each]));
    const [before, after] = [one, other].map(side => new Map((side[list] ?? []).map(row => [key(row), row])));
    for (const id of new Set([...before.keys(), ...after.keys()])) {
      const [was, is] = [before.get(id), after.get(id)];
      const told = row => Object.values(aspects)[0](row);
      if (!was || !is) {
        found.push({
          what: name(was ?? is),
          before: was ? told(was) : 'none',
          after: is ? told(is) : 'none',
        });
      } else {
        Object.entries(aspects)
          .filter(([, value]) => value(was) !== value(is))
          .forEach(([aspect, value]) =>
            found.push({ what: `${name(is)}: ${aspect}`, before: value(was), after: value(is) }),
          );
      }
    }
  }
  const terms = {
    'Maximum hold of a message': side => `${count(side.chatHoldCeiling)} credits`,
    'Typical message': side =>
      `${count(side.typicalMessage.inputTokens)} + ${count(side.typicalMessage.outputTokens)} tokens`,
  };
  Object.entries(terms)
    .filter(([, value]) => value(one) !== value(other))
    .forEach(([what, value]) => found.push({ what, before: value(one), after: value(other) }));
  return found;
}

export function differenceTable(rows, before, after) {
  return rows.length === 0
    ? note('', text('There is no difference.'))
    : table(
        `${count(rows.length)} ${rows.length === 1 ? 'difference' : 'differences'}`,
        [
          ['What', row => row.what],
          [before, row => row.before, true],
          [after, row => row.after, true],
        ],
        rows,
      );
}

/** Chooses two versions and shows what differs. */
export function comparison(rows, attempt) {
  if (rows.length < 2) {
    return text('Once there is a second version, you can compare both here.', 'soft');
  }
  const entries = rows.map(row => [String(row.version), `Version ${row.version}`]);
  const one = options(element('select', { id: 'compare-one' }), entries, entries[1][0]);
  const other = options(element('select', { id: 'compare-other' }), entries, entries[0][0]);
  const result = element('div', { 'aria-live': 'polite' });
  const compare = () =>
    attempt(async () => {
      const [before, after] = await Promise.all([version(Number(one.value)), version(Number(other.value))]);
      result.replaceChildren(
        differenceTable(differences(before, after), `Version ${before.version}`, `Version ${after.version}`),
      );
    });
  [one, other].forEach(each => each.addEventListener('change', compare));
  compare();
  return [
    element(
      'div',
      { className: 'filters' },
      element('div', {}, field('From', one)),
      element('div', {}, field('To', other)),
    ),
    result,
  ];
}
