// Webhooks, a team's or the platform's: addresses of other systems that are told of events.
import { call } from './api.js';
import { Attempt } from './client.js';
import { deliveries } from './deliveries.js';
import { closeDialog, closing, showDialog } from './dialog.js';
import { button, buttons, element, note, options, say, section, table, text } from './elements.js';
import { eventChoice, eventName } from './events.js';
import { count, time } from './format.js';
import { labelled, sending } from './forms.js';
import { pagedList } from './list.js';
import { showSecret } from './secret.js';

const OVERLAPS = [
  ['', 'As long as is usual here'],
  ['0', 'Not at all'],
  ['1', 'For an hour'],
  ['24', 'For a day'],
  ['168', 'For a week'],
];

const small = (...content) => element('small', {}, ...content);

function state(webhook) {
  if (webhook.goneAt) {
    return element(
      'span',
      {},
      element('span', { className: 'flag warn' }, 'Gone'),
      small(`It said so ${time(webhook.goneAt)}. Nothing more is sent.`),
    );
  }
  return webhook.failures > 0
    ? element(
        'span',
        {},
        element('span', { className: 'flag warn' }, 'Failing'),
        small(`${count(webhook.failures)} attempts since the last success`),
      )
    : element('span', { className: 'flag good' }, 'Working');
}

const address = webhook =>
  element('span', { className: 'whole' }, webhook.url, webhook.description ? small(webhook.description) : null);

function webhooksTable(rows, { look, rotate, remove }) {
  const tool = (label, action, webhook, what) =>
    button(label, () => action(webhook), { 'aria-label': `${webhook.url}: ${what}` });
  return table(
    'Webhooks, the newest first',
    [
      ['Address', address],
      ['Told of', webhook => webhook.types.map(eventName).join(', ')],
      ['State', state],
      ['Made', webhook => time(webhook.madeAt)],
      [
        'Change',
        webhook =>
          element(
            'div',
            { className: 'row-tools' },
            tool('Deliveries', look, webhook, 'deliveries'),
            webhook.goneAt ? null : tool('Rotate …', rotate, webhook, 'rotate its secret'),
            tool('Remove …', remove, webhook, 'remove'),
          ),
      ],
    ],
    rows,
  );
}

const showKept = (heading, { secret }, after) =>
  showSecret(heading, {
    secret,
    intro: 'Copy the secret now. It is not shown again.',
    label: 'The secret',
    hint: 'The receiver verifies with it that deliveries come from here, as the specification Standard Webhooks says.',
    after,
  });

function webhookForm(groups, make) {
  const url = element('input', { type: 'url', autocomplete: 'off', maxLength: 2000 });
  const description = element('input', { autocomplete: 'off', maxLength: 200 });
  const events = eventChoice(groups);
  const form = element(
    'form',
    {},
    element(
      'div',
      { className: 'fields explained' },
      labelled('url', 'Address', url, 'Begins with https://, as in https://example.com/credits.'),
      labelled('description', 'Description', description, 'For whoever reads this page. You can leave it empty.'),
    ),
    ...events.parts,
    buttons(element('button', { className: 'primary' }, 'Make the webhook'), closing()),
  );
  const check = () =>
    [
      url.value.trim() ? null : { field: 'url', message: 'must not be empty' },
      events.chosen().length > 0 ? null : { field: 'types', message: 'choose what it is told of' },
    ].filter(Boolean);
  return sending(
    form,
    () => make({ url: url.value.trim(), types: events.chosen(), description: description.value.trim() || null }),
    check,
  );
}

function rotationForm(webhook, rotate) {
  const overlap = options(element('select', {}), OVERLAPS, '');
  const form = element(
    'form',
    {},
    text('Deliveries are signed with a new secret, and for a while with the former one as well.'),
    element('div', { className: 'fields' }, labelled('overlapHours', 'With both', overlap)),
    buttons(element('button', { className: 'primary' }, 'Make the new secret'), closing()),
  );
  return sending(
    form,
    () => rotate({ overlapHours: overlap.value === '' ? null : Number(overlap.value) }),
    () => [],
  );
}

/**
 * The webhooks.
 *
 * @param path of the list
 * @param groups {name: {type: in words}} of the events that they can be told of
 * @param attempt shows what goes wrong
 * @returns {content, load}
 */
export function webhooks({ path, groups, attempt }) {
  const making = new Attempt();
  const told = element('div');
  const list = pagedList({
    path,
    show: rows => webhooksTable(rows, { look, rotate, remove }),
    none: () => note('', text('No webhooks yet. Make one for each system that is to be told of events.')),
  });

  async function make(wanted) {
    const made = await making.send(wanted, key => call(path, { method: 'POST', body: wanted, key }));
    showKept('The webhook is made', made, 'Deliveries begin with the next event.');
    await list.load();
  }

  function look(webhook) {
    const shown = deliveries(`${path}/${webhook.webhookId}`, attempt);
    const part = section('Deliveries', text(webhook.url, 'soft'), shown.place);
    told.replaceChildren(part);
    const heading = part.querySelector('h2');
    heading.tabIndex = -1;
    heading.focus();
    return shown.load();
  }

  function rotate(webhook) {
    const form = rotationForm(webhook, async wanted => {
      const rotated = await call(`${path}/${webhook.webhookId}/rotation`, { method: 'POST', body: wanted });
      showKept('The webhook has a new secret', rotated, 'Give it to the receiver while both are in use.');
      await list.load();
    });
    showDialog('Rotate the secret', form);
  }

  function remove(webhook) {
    const form = element(
      'form',
      {},
      text(`Nothing more is sent to ${webhook.url}, not even what waits. This cannot be undone.`),
      buttons(element('button', {}, 'Remove'), closing('Keep the webhook')),
    );
    showDialog(
      'Remove the webhook?',
      sending(form, async () => {
        await call(`${path}/${webhook.webhookId}`, { method: 'DELETE' });
        closeDialog();
        told.replaceChildren();
        await list.load();
        say(`${webhook.url} is removed.`);
        add.focus();
      }),
    );
  }

  const add = button('Make a webhook', () => showDialog('Make a webhook', webhookForm(groups, make)), {
    className: 'primary',
    id: 'add',
  });
  return { content: [element('div', { className: 'beside' }, add), list.place, told], load: list.load };
}
