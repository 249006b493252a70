// The audit log: who did what, before and after, page by page, and all of it as a file.
import { query } from './api.js';
import { plusDays, today } from './days.js';
import { downloadButton } from './download.js';
import { element, field, note, options, table, text } from './elements.js';
import { time, words } from './format.js';
import { pagedList } from './list.js';

const PAGE = 50;
const LINES = 'application/x-ndjson';
const ACTIONS = [
  'TEAM_CREATED',
  'TEAM_CHANGED',
  'MEMBER_ADDED',
  'MEMBER_CHANGED',
  'MEMBER_REMOVED',
  'SETTINGS_CHANGED',
  'ADJUSTMENT_MADE',
  'AUTO_TOP_UP_SET',
  'PURCHASE_BEGUN',
  'PURCHASE_GIVEN_UP',
  'BILL_MADE',
  'KEY_MADE',
  'KEY_ROTATED',
  'KEY_REVOKED',
  'APPROVAL_ASKED',
  'APPROVAL_GIVEN',
  'APPROVAL_REFUSED',
  'APPROVAL_EXPIRED',
  'APPROVAL_ENDED',
  'EXPORTED',
  'ACCESS_REFUSED',
];
const OPERATORS_ACTIONS = [
  'SETTINGS_AT_START',
  'CATALOG_PUBLISHED',
  'CATALOG_WITHDRAWN',
  'STRIPE_EVENT_REPLAYED',
  'STRIPE_EVENT_ENDED',
  'DEAD_LETTER_REPLAYED',
  'DEAD_LETTER_DISMISSED',
  'RECONCILIATION_STARTED',
  'RECONCILIATION_STOPPED',
  'RECONCILIATION_RESTARTED',
  'RECONCILIATION_ABANDONED',
  'RECONCILIATION_ENDED',
  'BREAK_CHANGED',
  'CHARGES_IGNORED',
  'CHARGES_COMPARED_AGAIN',
  'RATE_ENTERED',
  'RATE_TAKEN_BACK',
  'RATES_IMPORTED',
  'INVOICE_SENT',
  'INVOICE_ENDED',
  'INVOICE_DISMISSED',
  'VERIFICATION_STARTED',
  'VERIFICATION_ENDED',
  'PERSON_ERASED',
  'SIGNED_IN',
  'SIGNED_OUT',
  'SIGN_IN_REFUSED',
  'REFUSALS_LEFT_OUT',
];
const KINDS = { PLATFORM: 'AI Credits itself', UNKNOWN: 'Somebody unknown', SERVICE: 'A service', PERSON: 'A person' };

const who = ({ by }) =>
  element(
    'span',
    {},
    by.name ?? KINDS[by.kind],
    by.userId ? element('small', { className: 'id' }, ' ' + by.userId) : null,
    by.address ? element('small', {}, ' from ' + by.address) : null,
  );

const shown = value =>
  value === null || value === undefined || value === '' ? '–' : Array.isArray(value) ? value.join(', ') : String(value);

/** The name of a field in words, as in "Low balance threshold". */
const spelled = name => words(name.replace(/[A-Z]/g, letter => '_' + letter));

/** The fields that differ, each as it was and as it is. */
function change({ before, after }) {
  const fields = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])].sort();
  const differing = fields.filter(name => shown(before?.[name]) !== shown(after?.[name]));
  return element(
    'ul',
    {},
    differing.map(name =>
      element(
        'li',
        {},
        element('strong', {}, spelled(name) + ': '),
        before && after
          ? `${shown(before[name])} → ${shown(after[name])}`
          : shown((after ?? before)[name]) + (after ? '' : ' (gone)'),
      ),
    ),
  );
}

const object = row => element('span', { className: 'id' }, `${row.objectKind} ${row.objectId ?? ''}`);
const action = row =>
  element(
    'span',
    row.outcome === 'REFUSED' ? { className: 'flag warn' } : {},
    (row.outcome === 'REFUSED' ? '! ' : '') + words(row.action),
  );

/**
 * The log.
 *
 * @param path of the list
 * @param isOperators true for the log of everything, which has a column for the team
 * @returns {content, load}
 */
export function trail(path, isOperators) {
  const actions = isOperators ? [...ACTIONS, ...OPERATORS_ACTIONS] : ACTIONS;
  const inputs = {
    action: options(
      element('select', { id: 'action' }),
      [['', 'Every action'], ...actions.map(name => [name, words(name)])],
      '',
    ),
    outcome: options(
      element('select', { id: 'outcome' }),
      [
        ['', 'Done or refused'],
        ['DONE', 'Done'],
        ['REFUSED', 'Refused'],
      ],
      '',
    ),
    from: element('input', { id: 'from', type: 'date' }),
    to: element('input', { id: 'to', type: 'date' }),
  };
  const values = () => {
    const { to, ...others } = Object.fromEntries(Object.entries(inputs).map(([key, input]) => [key, input.value]));
    // People name the last day, the service the day after it.
    return { ...others, to: to && plusDays(to, 1) };
  };
  const list = pagedList({
    path,
    limit: PAGE,
    parameters: values,
    show: rows =>
      table(
        'What was done, newest first',
        [
          ['When', row => time(row.at)],
          ['Who', who],
          ['What', action],
          ['To what', object],
          ['Before and after', change],
          ...(isOperators
            ? [['Team', row => (row.teamId ? element('span', { className: 'id' }, row.teamId) : '–')]]
            : []),
        ],
        rows,
      ),
    none: () => note('', text('Nothing of the kind was done or tried.')),
  });
  const form = element(
    'form',
    { className: 'filters', 'aria-label': 'Filters', onchange: list.load, onsubmit: event => event.preventDefault() },
    element('div', {}, field('Action', inputs.action)),
    element('div', {}, field('Outcome', inputs.outcome)),
    element('div', {}, field('First day (UTC)', inputs.from)),
    element('div', {}, field('Last day (UTC)', inputs.to)),
  );
  const csv = downloadButton('Download as CSV', () => ({
    path: path + query(values()),
    name: `audit-log-${today()}.csv`,
  }));
  const json = downloadButton('Download as JSON lines', () => ({
    path: path + query(values()),
    accept: LINES,
    name: `audit-log-${today()}.ndjson`,
  }));
  return { content: [form, element('div', { className: 'beside' }, csv, json), list.place], load: list.load };
}
