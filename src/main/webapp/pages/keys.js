// The API keys of the team: machines call with them. A key's secret is shown once, when it is made.
import { call } from '../shared/api.js';
import { Attempt } from '../shared/client.js';
import { closeDialog, closing, showDialog } from '../shared/dialog.js';
import { button, buttons, element, note, table, text } from '../shared/elements.js';
import { day } from '../shared/format.js';
import { labelled, sending } from '../shared/forms.js';
import { pagedList } from '../shared/list.js';
import { administers, begin } from '../frame/shell.js';
import { notFor } from './team/parts.js';

const SCOPES = {
  read: 'Read the balance, history, usage, purchases and bills',
  meter: 'Ask for prices, and have work done for members whom the machine names',
  purchase: 'Buy credits in your name',
};
const STATES = { ACTIVE: 'Active', EXPIRED: 'Expired', REVOKED: 'Revoked' };

function keysTable(rows, ask) {
  return table(
    'API keys, the newest first',
    [
      ['Name', key => element('span', {}, key.name, element('small', {}, element('code', {}, `${key.beginning}…`)))],
      ['May', key => key.scopes.join(', ')],
      ['State', key => STATES[key.state]],
      ['Ends', key => day(key.expiresAt)],
      [
        'Last used',
        key =>
          key.lastUsedAt ? element('span', {}, day(key.lastUsedAt), element('small', {}, key.lastUsedFrom)) : '–',
      ],
      [
        'Revoke',
        key =>
          key.state === 'ACTIVE'
            ? button('Revoke …', () => ask(key), { 'aria-label': `${key.name}: revoke`, 'data-key': key.keyId })
            : '',
      ],
    ],
    rows,
  );
}

/** Shows the secret; once the dialog is closed nobody sees it again. */
function showSecret({ key, secret }) {
  if (secret === null) {
    showDialog(
      `${key.name} is made`,
      text('The first answer, which had the key in it, was lost on the way. Revoke this key and make another one.'),
      buttons(closing()),
    );
    return;
  }
  const shown = element('input', { id: 'secret', value: secret, readOnly: true, spellcheck: false });
  showDialog(
    `${key.name} is made`,
    text('Copy the key now. It is not shown again.'),
    labelled('secret', 'The key', shown, 'Keep it where your machine keeps its secrets, not in its code.'),
    buttons(
      button('Copy', () => navigator.clipboard.writeText(secret).catch(() => shown.select())),
      closing(),
    ),
  );
}

function keyForm(make) {
  const name = element('input', { autocomplete: 'off', maxLength: 100 });
  const scopes = Object.keys(SCOPES).map(scope => [
    scope,
    element('input', { type: 'checkbox', checked: scope === 'read' }),
  ]);
  const form = element(
    'form',
    {},
    element(
      'div',
      { className: 'fields explained' },
      labelled('name', 'Name', name, 'What the key is for, as in “Nightly report”.'),
      ...scopes.map(([scope, input]) => labelled(scope === 'read' ? 'scopes' : scope, SCOPES[scope], input)),
    ),
    buttons(element('button', { className: 'primary' }, 'Make the key'), closing()),
  );
  const chosen = () => scopes.filter(([, input]) => input.checked).map(([scope]) => scope);
  const check = () =>
    [
      name.value.trim() ? null : { field: 'name', message: 'must not be empty' },
      chosen().length > 0 ? null : { field: 'scopes', message: 'choose what the key may do' },
    ].filter(Boolean);
  return sending(form, () => make({ name: name.value.trim(), scopes: chosen() }), check);
}

begin('team', async ({ team, main }) => {
  if (!administers(team.role)) {
    main.append(notFor(team.role, 'the owner and admins'));
    return;
  }
  const path = `/teams/${team.teamId}/keys`;
  const attempt = new Attempt();
  const list = pagedList({
    path,
    show: rows => keysTable(rows, ask),
    none: () => note('', text('No API keys yet. Make one for each machine that calls the service for this team.')),
  });

  const make = wanted =>
    attempt
      .send(wanted, key => call(path, { method: 'POST', body: wanted, key }))
      .then(async made => {
        showSecret(made);
        await list.load();
      });

  function ask(key) {
    const form = element(
      'form',
      {},
      text(`Machines that use ${key.name} are refused at once. This cannot be undone.`),
      buttons(element('button', {}, 'Revoke'), closing('Keep the key')),
    );
    showDialog(
      `Revoke ${key.name}?`,
      sending(form, async () => {
        await call(`${path}/${key.keyId}`, { method: 'DELETE' });
        closeDialog();
        await list.load();
        document.getElementById('message').textContent = `${key.name} is revoked.`;
        add.focus();
      }),
    );
  }

  const add = button('Make a key', () => showDialog('Make an API key', keyForm(make)), {
    className: 'primary',
    id: 'add',
  });
  main.append(element('div', { className: 'beside' }, add), list.place);
  await list.load();
});
