// The filters of the history. They stand in the address, so that what is looked at can be sent to somebody.
import { call, query } from '../../shared/api.js';
import { plusDays } from '../../shared/days.js';
import { button, element, field, options } from '../../shared/elements.js';
import { ACCOUNTS, SERVICES, engineName } from '../../shared/names.js';
import { administers } from '../../frame/shell.js';
import { TYPES } from './names.js';

const KEYS = ['account', 'type', 'userId', 'service', 'engine', 'from', 'to'];

const select = (id, first, entries, chosen) => options(element('select', { id }), [['', first], ...entries], chosen);
const date = (id, value) => element('input', { id, type: 'date', value: value ?? '' });

/** The list of persons: the members, if they may be seen, and everyone who used something. */
async function people(team) {
  const path = `/teams/${team.teamId}`;
  const [members, usage] = await Promise.all([
    administers(team.role) ? call(path + '/members' + query({ limit: 200 })).catch(() => null) : null,
    call(path + '/usage?groupBy=user').catch(() => null),
  ]);
  return new Map([
    ...(usage?.items ?? []).filter(item => item.key).map(item => [item.key, item.displayName ?? item.key]),
    ...(members?.items ?? []).map(member => [member.userId, member.displayName]),
  ]);
}

async function engines(team) {
  const usage = await call(`/teams/${team.teamId}/usage?groupBy=engine`).catch(() => null);
  return [...new Set((usage?.items ?? []).map(item => item.key).filter(Boolean))].sort();
}

/**
 * The form.
 *
 * @param changed called when another filter is chosen
 * @returns {form, values: the parameters of the request, isFiltered, clear, clearing: a button, learn: takes names of persons from lines}
 */
export async function filterForm(team, changed) {
  const given = Object.fromEntries(new URLSearchParams(location.search));
  const ownOnly = team.role === 'MEDIA_BUYER';
  const [persons, known] = await Promise.all([ownOnly ? new Map() : people(team), engines(team)]);
  // What the address names is offered even if nobody knows it, so that the form shows what is asked for.
  if (given.userId && !ownOnly && !persons.has(given.userId)) {
    persons.set(given.userId, given.userId);
  }
  if (given.engine && !known.includes(given.engine)) {
    known.push(given.engine);
  }
  const byName = () => [...persons].sort((one, other) => one[1].localeCompare(other[1]));
  const inputs = {
    account: select('account', 'Both accounts', Object.entries(ACCOUNTS), given.account),
    type: select('type', 'Every type', Object.entries(TYPES), given.type),
    userId: ownOnly ? null : select('person', 'Everyone', byName(), given.userId),
    service: select('service', 'Every service', Object.entries(SERVICES), given.service),
    engine: select(
      'engine',
      'Every engine',
      known.map(engine => [engine, engineName(engine)]),
      given.engine,
    ),
    from: date('from', given.from),
    to: date('to', given.to),
  };
  const labels = {
    account: 'Account',
    type: 'Type',
    userId: 'Person',
    service: 'Service',
    engine: 'Engine',
    from: 'First day (UTC)',
    to: 'Last day (UTC)',
  };
  const chosen = () => Object.fromEntries(KEYS.map(key => [key, inputs[key]?.value ?? '']));
  const apply = () => {
    history.replaceState(null, '', location.pathname + query({ team: team.teamId, ...chosen() }));
    clearing.hidden = !isFiltered();
    changed();
  };
  const isFiltered = () => Object.values(chosen()).some(Boolean);
  const clear = () => {
    Object.values(inputs)
      .filter(Boolean)
      .forEach(input => {
        input.value = '';
      });
    apply();
    inputs.account.focus();
  };
  const clearing = button('Clear the filters', clear, { id: 'clear', hidden: !isFiltered() });
  const form = element(
    'form',
    { className: 'filters', 'aria-label': 'Filters', onchange: apply, onsubmit: event => event.preventDefault() },
    Object.entries(inputs)
      .filter(([, input]) => input)
      .map(([key, input]) => element('div', {}, field(labels[key], input))),
  );
  return {
    form,
    isFiltered,
    clear,
    clearing,
    values: () => {
      const { to, ...others } = chosen();
      // People name the last day, the service the day after it.
      return { ...others, to: to && plusDays(to, 1) };
    },
    learn: lines => {
      if (ownOnly) {
        return;
      }
      const unknown = lines.filter(line => line.user && !persons.has(line.user.id));
      unknown.forEach(line => persons.set(line.user.id, line.user.displayName ?? line.user.id));
      if (unknown.length > 0) {
        options(inputs.userId, [['', 'Everyone'], ...byName()], inputs.userId.value);
      }
    },
  };
}
