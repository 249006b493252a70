// API keys, a team's or the platform's: machines call with them. A key's secret is shown once, when it is made.
import { call } from './api.js';
import { Attempt } from './client.js';
import { plusDays, today } from './days.js';
import { closeDialog, closing, showDialog } from './dialog.js';
import { button, buttons, element, note, options, say, table, text } from './elements.js';
import { time } from './format.js';
import { labelled, sending } from './forms.js';
import { pagedList } from './list.js';
import { showSecret } from './secret.js';

const STATES = { ACTIVE: 'Active', EXPIRED: 'Expired', REVOKED: 'Revoked' };
const OVERLAPS = [
  ['', 'As long as is usual here'],
  ['0', 'Not at all: it ends at once'],
  ['60', 'An hour'],
  ['1440', 'A day'],
  ['10080', 'A week'],
  ['20160', 'Two weeks'],
];

const small = (...content) => element('small', {}, ...content);

const whole = (...content) => element('span', { className: 'whole' }, ...content);

const lastUse = key => (key.lastUsedAt ? whole(time(key.lastUsedAt), small(` from ${key.lastUsedFrom}`)) : 'Never');

const name = key =>
  element(
    'span',
    {},
    key.name,
    small(element('code', {}, ` ${key.beginning}…`)),
    key.makerLeft && key.state === 'ACTIVE'
      ? small(
          ' ',
          element('span', { className: 'flag warn' }, '! Its maker manages no keys now'),
          ' rotate or revoke it',
        )
      : null,
  );

function keysTable(rows, { rotate, revoke }) {
  const replaced = new Set(rows.map(key => key.replaces));
  const tools = key =>
    key.state === 'ACTIVE'
      ? element(
          'div',
          { className: 'row-tools' },
          replaced.has(key.keyId)
            ? null
            : button('Rotate …', () => rotate(key), { 'aria-label': `${key.name}, ${key.beginning}: rotate` }),
          button('Revoke …', () => revoke(key), { 'aria-label': `${key.name}, ${key.beginning}: revoke` }),
        )
      : '';
  return table(
    'API keys, the newest first',
    [
      ['Name', name],
      ['May', key => key.scopes.join(', ')],
      [
        'State',
        key =>
          element('span', {}, STATES[key.state], replaced.has(key.keyId) ? small(' replaced by a newer one') : null),
      ],
      ['Ends', key => whole(time(key.revokedAt ?? key.expiresAt))],
      ['Last used', lastUse],
      ['Change', tools],
    ],
    rows,
  );
}

/** Shows the secret; once the dialog is closed nobody sees it again. */
function showKey({ key, secret }, heading) {
  if (secret === null) {
    showDialog(
      heading,
      text('The first answer, which had the key in it, was lost on the way. Revoke this key and make another one.'),
      buttons(closing()),
    );
    return;
  }
  showSecret(heading, {
    secret,
    intro: 'Copy the key now. It is not shown again.',
    label: 'The key',
    hint: 'Keep it where your machine keeps its secrets, not in its code.',
    after: `It works until ${time(key.expiresAt)}.`,
  });
}

/** The field for the last day of a key; the service takes the day after it, at which the key ends. */
function lastDay() {
  const input = element('input', { type: 'date', min: today() });
  return {
    place: labelled('expiresAt', 'Last day (UTC)', input, 'Empty: the key ends after the time that is usual here.'),
    value: () => (input.value ? plusDays(input.value, 1) : null),
  };
}

function keyForm(choices, make) {
  const name = element('input', { autocomplete: 'off', maxLength: 100 });
  const end = lastDay();
  const scopes = Object.keys(choices).map(scope => [scope, element('input', { type: 'checkbox' })]);
  const form = element(
    'form',
    {},
    element(
      'div',
      { className: 'fields explained' },
      labelled('name', 'Name', name, 'What the key is for, as in “Nightly report”.'),
      end.place,
    ),
    element(
      'fieldset',
      {},
      element('legend', {}, 'It may'),
      ...scopes.map(([scope, input], place) => labelled(place === 0 ? 'scopes' : scope, choices[scope], input)),
    ),
    buttons(element('button', { className: 'primary' }, 'Make the key'), closing()),
  );
  const chosen = () => scopes.filter(([, input]) => input.checked).map(([scope]) => scope);
  const check = () =>
    [
      name.value.trim() ? null : { field: 'name', message: 'must not be empty' },
      chosen().length > 0 ? null : { field: 'scopes', message: 'choose what the key may do' },
    ].filter(Boolean);
  return sending(form, () => make({ name: name.value.trim(), scopes: chosen(), expiresAt: end.value() }), check);
}

function rotationForm(key, rotate) {
  const overlap = options(element('select', {}), OVERLAPS, '');
  const end = lastDay();
  const form = element(
    'form',
    {},
    text(
      `A new key takes the place of ${key.beginning}…, with its name and scopes. Give it to the machine while both work.`,
    ),
    element(
      'div',
      { className: 'fields explained' },
      labelled('overlapMinutes', 'The former key goes on for', overlap, 'It never outlasts its own end.'),
      end.place,
    ),
    buttons(element('button', { className: 'primary' }, 'Make the new key'), closing()),
  );
  const wanted = () => ({
    overlapMinutes: overlap.value === '' ? null : Number(overlap.value),
    expiresAt: end.value(),
  });
  return sending(
    form,
    () => rotate(wanted()),
    () => [],
  );
}

function revocationForm(key, revoke) {
  return sending(
    element(
      'form',
      {},
      text(`Machines that use ${key.name}, ${key.beginning}…, are refused at once. This cannot be undone.`),
      buttons(element('button', {}, 'Revoke'), closing('Keep the key')),
    ),
    revoke,
  );
}

/**
 * The keys.
 *
 * @param path of the list
 * @param scopes {scope: what it allows, in words}
 * @param none what is said while there are none
 * @returns {content, load}
 */
export function keys({ path, scopes, none }) {
  const attempt = new Attempt();
  const list = pagedList({ path, show: rows => keysTable(rows, { rotate, revoke }), none: () => note('', text(none)) });

  const send = (address, wanted) =>
    attempt.send({ address, wanted }, key => call(address, { method: 'POST', body: wanted, key }));

  const make = async wanted => {
    showKey(await send(path, wanted), `${wanted.name} is made`);
    await list.load();
  };

  function rotate(key) {
    const form = rotationForm(key, async wanted => {
      showKey(await send(`${path}/${key.keyId}/rotation`, wanted), `${key.name} has a new key`);
      await list.load();
    });
    showDialog(`Rotate ${key.name}`, form);
  }

  function revoke(key) {
    const form = revocationForm(key, async () => {
      await call(`${path}/${key.keyId}`, { method: 'DELETE' });
      closeDialog();
      await list.load();
      say(`${key.name} is revoked.`);
      add.focus();
    });
    showDialog(`Revoke ${key.name}?`, form);
  }

  const add = button('Make a key', () => showDialog('Make an API key', keyForm(scopes, make)), {
    className: 'primary',
    id: 'add',
  });
  return { content: [element('div', { className: 'beside' }, add), list.place], load: list.load };
}
