// The list of a run's breaks, and one break with what both sides have of it.
import { call, query } from '../../shared/api.js';
import { element, field, note, options, say, table, text } from '../../shared/elements.js';
import { count, day, money, time, words } from '../../shared/format.js';
import { serviceName } from '../catalog/names.js';
import { button } from '../dialog.js';
import { age } from '../times.js';
import { CAUSES, STATES, causeName, stateName } from './names.js';

const PAGE = 50;
const place = () => document.getElementById('breaks');
const dialog = () => document.getElementById('detail');

let runId = null;
let rows = [];
let next = null;

/** Shows the breaks of a run; without a run, none. */
export async function showBreaksOf(run, cause = '') {
  runId = run;
  place().hidden = !run;
  if (!run) {
    return;
  }
  const causes = options(element('select', { id: 'filter-cause', onchange: load }), [['', 'Every cause'], ...Object.keys(CAUSES).map(key => [key, causeName(key)])], cause);
  const states = options(element('select', { id: 'filter-state', onchange: load }), [['', 'Every state'], ...Object.entries(STATES)], '');
  place().replaceChildren(
    element('h2', { id: 'breaks-title', tabIndex: -1 }, 'Breaks'),
    element('div', { className: 'filters' }, element('div', {}, field('Cause', causes)), element('div', {}, field('State', states))),
    element('div', { id: 'breaks-list', 'aria-live': 'polite' }));
  await load();
}

/** Shows those of one cause, and goes there. */
export async function goToBreaks(cause) {
  document.getElementById('filter-cause').value = cause;
  await load();
  document.getElementById('breaks-title').focus();
  place().scrollIntoView();
}

async function load() {
  rows = [];
  next = null;
  await more();
}

async function more() {
  const asked = runId;
  const list = document.getElementById('breaks-list');
  const cause = document.getElementById('filter-cause').value;
  const state = document.getElementById('filter-state').value;
  try {
    const page = await call(`/reconciliation/runs/${asked}/breaks${query({ cause, state, limit: PAGE, cursor: next })}`);
    if (asked !== runId) {
      return;
    }
    rows.push(...page.items);
    next = page.nextCursor ?? null;
    list.replaceChildren(...listed(cause || state));
  } catch (problem) {
    list.replaceChildren(note('bad', text(problem.message)));
  }
}

function listed(filtered) {
  if (rows.length === 0) {
    return [text(filtered ? 'No break is of this cause and state. Choose another filter to see the others.'
      : 'There are no breaks. Whatever a provider bills that does not agree with our records would be listed here.')];
  }
  return [table(`${count(rows.length)}${next ? ' and more' : ''} breaks; open one to see both sides of it`, [
    ['Cause', row => element('span', {}, element('button', { type: 'button', className: 'link', onclick: () => open(row.breakId) }, causeName(row.cause)),
      element('small', {}, day(row.day)))],
    ['Provider', row => element('span', {}, row.provider, element('small', {}, subject(row).join(', ')))],
    ['Our side', row => side(row.recordedCost, row.recordedQuantity, row), true],
    ['Billed', row => side(row.billedCost, row.billedQuantity, row), true],
    ['Difference', row => money(row.variance, row.unit), true],
    ['State', row => element('span', {}, stateName(row.state), element('small', {}, row.owner ?? 'nobody\u2019s yet'))],
    ['Age', row => `${count(row.ageDays)} d`, true],
  ], rows), next ? element('button', { type: 'button', onclick: more }, 'Show more') : null].filter(Boolean);
}

/** What a break is about: service and engine, or what the invoice calls it if we do not know that. */
const subject = row => [row.service ? serviceName(row.service) : null, row.engine, row.service ? null : row.cause === 'UNKNOWN_SKU' ? row.sku || 'no SKU' : row.sku,
  row.requestId ? 'request ' + row.requestId : null, row.invoiceId ? 'invoice ' + row.invoiceId : null].filter(Boolean);

function side(cost, quantity, row) {
  return element('span', {}, money(cost, row.unit),
    quantity === null || quantity === undefined ? null : element('small', {}, `${count(quantity)} ${words(row.measure).toLowerCase()}`));
}

let opened = null;

/** The break before or after the opened one in the list, which is read on if need be; null at either end. */
async function neighbour(step) {
  const at = rows.findIndex(row => row.breakId === opened);
  if (step > 0 && at === rows.length - 1 && next) {
    await more();
  }
  return rows[at + step]?.breakId ?? null;
}

async function open(breakId) {
  const box = dialog();
  opened = breakId;
  box.replaceChildren(text('Loading …'));
  if (!box.open) {
    box.showModal();
  }
  try {
    const found = await call('/reconciliation/breaks/' + breakId);
    if (opened === breakId) {
      show(found);
    }
  } catch (problem) {
    box.replaceChildren(note('bad', text(problem.message)), closing());
  }
}

const closing = () => element('div', { className: 'buttons' }, button('Close', () => dialog().close()));

/** Where the break stands in the list, and the way to its neighbours; the arrow keys go there too. */
function walk(go) {
  const at = rows.findIndex(row => row.breakId === opened);
  return element('div', { className: 'walk' },
    button('← Previous', () => go(-1), { disabled: at < 1 }), element('span', { className: 'soft' }, `${count(at + 1)} of ${count(rows.length)}${next ? ' and more' : ''}`),
    button('Next →', () => go(1), { disabled: at === rows.length - 1 && !next }));
}

function show(found) {
  const edit = form(found);
  const go = async step => {
    if (edit.isChanged()) {
      edit.tell('What you changed here is not saved yet: save it, or close the dialog.');
      return;
    }
    const breakId = await neighbour(step);
    if (breakId) {
      await open(breakId);
    }
  };
  dialog().onkeydown = event => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (step && !event.target.closest('input, select, textarea, .scroll')) {
      event.preventDefault();
      go(step);
    }
  };
  dialog().replaceChildren(...[
    walk(go),
    element('h2', { id: 'detail-title', tabIndex: -1 }, `${causeName(found.cause)}: ${money(found.variance, found.unit)}`),
    text(found.explanation ?? CAUSES[found.cause]?.[1] ?? ''),
    text(`${[found.provider, ...subject(found), day(found.day)].join(', ')}. First seen ${time(found.firstSeenAt)}, ${found.ageDays === 0 ? 'today' : `${age(found.firstSeenAt)} ago`}.`, 'soft'),
    found.resolvedByRun ? note('good', text(`It did not come up any more in run ${found.resolvedByRun} and closed itself.`)) : null,
    element('h3', {}, 'What we recorded'), records(found.recorded, 'We have no record of it.'),
    element('h3', {}, 'What was billed'), records(found.billed, 'It is on no invoice.'),
    element('h3', {}, 'What is done about it'), history(found.changes ?? []), edit.element].filter(Boolean));
  document.getElementById('detail-title').focus();
}

function history(changes) {
  return changes.length === 0 ? null : table('What was done so far', [
    ['When', change => time(change.at)],
    ['Who', change => (change.runId ? `run ${change.runId}` : change.by)],
    ['State', change => stateName(change.state)],
    ['Owner', change => change.owner ?? '–'],
    ['Note', change => change.note ?? '–'],
  ], changes);
}

/** What means nothing to a reader comes last. */
const OWN_IDS = ['workId', 'importId'];

/** Whatever both sides have: their columns differ by provider, so the records' own names head them. */
function records(list, none) {
  if (!list?.length) {
    return text(none);
  }
  const has = name => list.some(row => row[name] !== null && row[name] !== false && typeof row[name] !== 'object');
  const names = [...new Set(list.flatMap(Object.keys))].filter(has).sort((one, other) => OWN_IDS.includes(one) - OWN_IDS.includes(other));
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
  return table(list.length === 1 ? 'One line' : `${count(list.length)} lines`, names.map(name => [
    words(name.replace(/([A-Z])/g, '_$1')), row => value(name, row), /cost$|charged$|quantity$/i.test(name)]), list);
}

/** The form of a break: its element, whether it holds something unsaved, and a way to say something in it. */
function form(found) {
  const state = options(element('select', { id: 'detail-state' }), Object.entries(STATES), found.state);
  const owner = element('input', { id: 'detail-owner', value: found.owner ?? '', autocomplete: 'off', maxLength: 200 });
  const remark = element('textarea', { id: 'detail-note', rows: 3, value: found.note ?? '', maxLength: 2000 });
  const outcome = element('p', { role: 'status' });
  const values = () => ({ state: state.value, owner: owner.value.trim(), note: remark.value });
  const before = JSON.stringify(values());
  const tell = message => { outcome.textContent = message; };
  const save = async goesOn => {
    try {
      const after = goesOn ? await neighbour(1) : null;
      await call('/reconciliation/breaks/' + found.breakId, { method: 'PATCH', body: values() });
      changed(found.breakId, values());
      if (after) {
        await open(after);
      } else {
        dialog().close();
        say('The break is saved.');
        refocus(found.breakId);
      }
    } catch (problem) {
      tell(problem.message);
    }
  };
  const submit = event => {
    event.preventDefault();
    save(event.submitter?.value === 'next');
  };
  return {
    isChanged: () => JSON.stringify(values()) !== before, tell,
    element: element('form', { onsubmit: submit },
      field('State', state), field('Who looks into it', owner), field('Note', remark), outcome,
      element('div', { className: 'buttons' }, element('button', { className: 'primary' }, 'Save'), element('button', { value: 'next' }, 'Save, then the next'),
        button('Close', () => dialog().close()))),
  };
}

/** Shows the new state in its row. A row that a filter would leave out now stays until the filter is used again, so that nobody loses the place. */
function changed(breakId, { state, owner }) {
  rows = rows.map(row => (row.breakId === breakId ? { ...row, state, owner: owner || null } : row));
  document.getElementById('breaks-list').replaceChildren(...listed(false));
}

/** The list was drawn anew, so what opened the dialog is not there to take the focus back. */
function refocus(breakId) {
  const at = rows.findIndex(row => row.breakId === breakId);
  const target = document.querySelectorAll('#breaks-list tbody button.link')[at] ?? document.getElementById('breaks-title');
  target.focus();
}
