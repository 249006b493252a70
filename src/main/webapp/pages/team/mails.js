// What the reader is told of by mail, which each member chooses for itself.
import { call } from '../../shared/api.js';
import { button, buttons, element, note, options, section, text } from '../../shared/elements.js';
import { TEAM_EVENTS, eventChoice } from '../../shared/events.js';
import { day } from '../../shared/format.js';
import { labelled, sending } from '../../shared/forms.js';

const LANGUAGES = [
  ['en', 'English'],
  ['de', 'Deutsch'],
];

/** What is to be said of the address; null for nothing. */
function state({ address, confirmedAt, refusedAt }) {
  if (refusedAt) {
    return note(
      'warn',
      text(`A mail server refused ${address} on ${day(refusedAt)}. Nothing more is sent; save it to try again.`),
    );
  }
  return address && !confirmedAt
    ? note(
        '',
        text(
          `A mail was sent to ${address}. Follow the link in it to confirm the address. If none came, save it again after an hour.`,
        ),
      )
    : null;
}

/**
 * The section of the page.
 *
 * @param path of the caller's mails for the team
 * @param given them, as they are now
 */
export function mailsSection(path, given) {
  if (!given.isOn) {
    return section('Mails to you', text('No mails are sent here, as no mail server is set up.', 'soft'));
  }
  let mails = given;
  const place = element('div');
  const address = element('input', {
    type: 'email',
    autocomplete: 'email',
    maxLength: 254,
    value: mails.address ?? '',
  });
  const language = options(element('select'), LANGUAGES, mails.language ?? 'en');
  const choices = Object.entries(TEAM_EVENTS).map(([group, types]) => [
    group,
    Object.fromEntries(Object.entries(types).filter(([type]) => mails.choices.includes(type))),
  ]);
  const events = eventChoice(Object.fromEntries(choices), type => mails.types.includes(type));
  const off = button(
    'Send me no mails',
    async () => {
      await call(path, { method: 'DELETE' });
      shown(await call(path));
      events.clear();
      address.value = '';
      address.focus();
    },
    {},
  );
  const form = element(
    'form',
    {},
    element(
      'div',
      { className: 'fields explained' },
      labelled('address', 'Your address', address, 'It gets one mail an hour at most.'),
      labelled('language', 'Language of the mails', language),
    ),
    ...events.parts,
    buttons(element('button', {}, 'Save what you are told of'), off),
  );

  function shown(now) {
    mails = now;
    place.replaceChildren(...[state(mails)].filter(Boolean));
    off.hidden = !mails.address;
  }

  const check = () =>
    [
      address.value.trim() ? null : { field: 'address', message: 'must not be empty' },
      events.chosen().length > 0 ? null : { field: 'types', message: 'choose what you are told of' },
    ].filter(Boolean);
  const send = async () => {
    const body = { address: address.value.trim(), language: language.value, types: events.chosen() };
    shown(await call(path, { method: 'PUT', body }));
    return 'Saved.';
  };
  shown(mails);
  return section('Mails to you', place, sending(form, send, check));
}
