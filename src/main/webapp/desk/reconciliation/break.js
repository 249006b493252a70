// One break in the dialog: what both sides have of it, and what is done about it.
import { call } from '../../shared/api.js';
import { closeDialog, closing, showDialog } from '../../shared/dialog.js';
import { button, buttons, element, field, note, options, say, table, text } from '../../shared/elements.js';
import { count, day, money, time, words } from '../../shared/format.js';
import { sending } from '../../shared/forms.js';
import { serviceName } from '../../shared/names.js';
import { age } from '../times.js';
import { leaveOut } from './ignored.js';
import { CAUSES, STATES, causeName, stateName } from './names.js';

let list = null;
let opened = null;

/** The subject of a break: service and engine, or the invoice's name for it if we do not know them. */
export const subject = row =>
  [
    row.service ? serviceName(row.service) : null,
    row.engine,
    row.service ? null : row.cause === 'UNKNOWN_SKU' ? row.sku || 'no SKU' : row.sku,
    row.requestId ? 'request ' + row.requestId : null,
    row.invoiceId ? 'invoice ' + row.invoiceId : null,
  ].filter(Boolean);

const placeOf = breakId => list.rows().findIndex(row => row.breakId === breakId);

/** The break before or after the opened one in the list, which is read on if need be; null at either end. */
async function neighbour(step) {
  const at = placeOf(opened);
  if (step > 0 && at === list.rows().length - 1 && list.hasMore()) {
    await list.more();
  }
  return list.rows()[at + step]?.breakId ?? null;
}

/**
 * Opens a break.
 *
 * @param among the list that it is in, which is told of what becomes of it
 */
export async function openBreak(breakId, among = list) {
  list = among;
  opened = breakId;
  showDialog('Break', text('Loading …'), buttons(closing()));
  try {
    const found = await call('/reconciliation/breaks/' + breakId);
    if (opened === breakId) {
      show(found);
    }
  } catch (problem) {
    showDialog('Break', note('bad', text(problem.message)), buttons(closing()));
  }
}

/** The position of the break in the list, and the way to its neighbours; the arrow keys work too. */
function walk(go) {
  const at = placeOf(opened);
  const number = list.rows().length;
  return element(
    'div',
    { className: 'walk' },
    button('← Previous', () => go(-1), { disabled: at < 1 }),
    element('span', { className: 'soft' }, `${count(at + 1)} of ${count(number)}${list.hasMore() ? ' and more' : ''}`),
    button('Next →', () => go(1), { disabled: at === number - 1 && !list.hasMore() }),
  );
}

function show(found) {
  const edit = editing(found);
  const go = async step => {
    if (edit.isChanged()) {
      edit.tell('Your changes are not saved: save them, or close the dialog.');
      return;
    }
    const breakId = await neighbour(step);
    if (breakId) {
      await openBreak(breakId);
    }
  };
  const dialog = showDialog(
    `${causeName(found.cause)}: ${found.variance === null ? money(found.billedCost, found.billedUnit) : money(found.variance, found.unit)}`,
    walk(go),
    text(found.explanation ?? CAUSES[found.cause]?.[1] ?? ''),
    text(
      `${[found.provider, ...subject(found), when(found)].join(', ')}. First seen ${time(found.firstSeenAt)}, ` +
        `${found.ageDays === 0 ? 'today' : `${age(found.firstSeenAt)} ago`}.`,
      'soft',
    ),
    found.resolvedByRun
      ? note('good', text(`It was not found in run ${found.resolvedByRun} and closed automatically.`))
      : null,
    element('h3', {}, 'What we recorded'),
    records(found.recorded, 'We have no record of it.'),
    element('h3', {}, 'What was billed'),
    records(found.billed, 'It is on no invoice.'),
    found.cause === 'UNKNOWN_SKU' && found.sku
      ? buttons(
          button('It is none of our work: leave the SKU out …', () =>
            leaveOut({ provider: found.provider, name: found.sku }),
          ),
        )
      : null,
    element('h3', {}, 'What is being done about it'),
    history(found.changes ?? []),
    edit.form,
  );
  dialog.onkeydown = event => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (step && !event.target.closest('input, select, textarea, .scroll')) {
      event.preventDefault();
      go(step);
    }
  };
}

const MILLIS_OF_A_LONG_DAY = 25 * 60 * 60 * 1000;

/** Its day; of what was compared for longer, the whole time. */
function when(found) {
  const isLonger = new Date(found.endsAt ?? 0) - new Date(found.startsAt ?? 0) > MILLIS_OF_A_LONG_DAY;
  return isLonger ? `${time(found.startsAt)} to ${time(found.endsAt)}` : day(found.day);
}

function history(changes) {
  return changes.length === 0
    ? null
    : table(
        'Earlier changes',
        [
          ['When', change => time(change.at)],
          ['Who', change => (change.runId ? `run ${change.runId}` : change.by)],
          ['State', change => stateName(change.state)],
          ['Owner', change => change.owner ?? '–'],
          ['Note', change => change.note ?? '–'],
        ],
        changes,
      );
}

/** Columns that mean nothing to a reader come last. */
const OWN_IDS = ['workId', 'importId'];

/** Whatever both sides have: their columns differ by provider, so the records' own names head them. */
function records(list, none) {
  if (!list?.length) {
    return text(none);
  }
  const has = name => list.some(row => row[name] !== null && row[name] !== false && typeof row[name] !== 'object');
  const names = [...new Set(list.flatMap(Object.keys))]
    .filter(has)
    .sort((one, other) => OWN_IDS.includes(one) - OWN_IDS.includes(other));
  const value = (name, row) => {
    const found = row[name];
    if (found === null || found === undefined) {
      return '–';
    }
    if (/cost$|charged$/i.test(name)) {
      return money(found, row.currency ?? 'USD');
    }
    if (/day$/i.test(name)) {
      return day(found);
    }
    if (/quantity$/i.test(name)) {
      return count(found);
    }
    return /^at$|At$/.test(name) ? time(found) : String(found);
  };
  return table(
    list.length === 1 ? 'One line' : `${count(list.length)} lines`,
    names.map(name => [
      words(name.replace(/([A-Z])/g, '_$1')),
      row => value(name, row),
      /cost$|charged$|quantity$/i.test(name),
    ]),
    list,
  );
}

/** The form of a break, whether it holds something unsaved, and a way to say something in it. */
function editing(found) {
  const state = options(element('select', { id: 'detail-state' }), Object.entries(STATES), found.state);
  const owner = element('input', { id: 'detail-owner', value: found.owner ?? '', autocomplete: 'off', maxLength: 200 });
  const remark = element('textarea', { id: 'detail-note', rows: 3, value: found.note ?? '', maxLength: 2000 });
  const values = () => ({ state: state.value, owner: owner.value.trim(), note: remark.value });
  const before = JSON.stringify(values());
  const form = sending(
    element(
      'form',
      {},
      field('State', state),
      field('Assigned to', owner),
      field('Note', remark),
      buttons(
        element('button', { className: 'primary' }, 'Save'),
        element('button', { value: 'next' }, 'Save and next'),
        closing(),
      ),
    ),
    async event => {
      const after = event.submitter?.value === 'next' ? await neighbour(1) : null;
      await call('/reconciliation/breaks/' + found.breakId, { method: 'PATCH', body: values() });
      saved(found.breakId, values());
      if (after) {
        await openBreak(after);
      } else {
        closeDialog();
        say('The break is saved.');
        refocus(found.breakId);
      }
    },
  );
  return {
    form,
    isChanged: () => JSON.stringify(values()) !== before,
    tell: message => {
      form.querySelector('.outcome').textContent = message;
    },
  };
}

/**
 * Shows the new state in its row. A row that the filter would now leave out stays until the filter is used again, so that nobody
 * loses the place.
 */
function saved(breakId, { state, owner }) {
  const row = list.rows()[placeOf(breakId)];
  list.replace(each => each === row, { ...row, state, owner: owner || null });
}

/** The list was drawn anew, so what opened the dialog is not there to take the focus back. */
function refocus(breakId) {
  const target =
    list.place.querySelectorAll('tbody button.link')[placeOf(breakId)] ?? document.getElementById('breaks-title');
  target.focus();
}
