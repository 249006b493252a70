// Sign-in: at the identity provider or, in the embedded default, as one of its people.
import { element, note, text } from '../shared/elements.js';
import { words } from '../shared/format.js';
import { session, signInAs } from '../shared/session.js';
import { attempt } from '../frame/shell.js';

/** The first page after sign-in without a target: spenders try it out, others look, the operator works. */
const BEGINNINGS = { FINANCE: '/', VIEWER: '/', SUPER_ADMIN: '/desk/' };

/** Only a path of this very site is followed. */
function target(description) {
  const asked = new URLSearchParams(location.search).get('to');
  if (asked === null) {
    return description ? (BEGINNINGS[description] ?? '/playground.html') : '/';
  }
  const address = URL.canParse(asked, location.origin) ? new URL(asked, location.origin) : null;
  return address?.origin === location.origin && address.pathname !== location.pathname
    ? address.pathname + address.search
    : '/';
}

/** The rights of the people of the embedded default (D12). */
const MAY = {
  OWNER: 'owns the team: buys, spends, sees everything, manages members and limits',
  ADMIN: 'administers the team',
  MANAGER: 'buys, spends and sees the full history',
  MEDIA_BUYER: 'media buyer: buys and spends, sees only their own lines',
  FINANCE: 'finance: sees the history and the bills, cannot spend',
  VIEWER: 'viewer: sees only the balance',
  SUPER_ADMIN: 'operates the platform: prices, corrections, reconciliation',
};

function person({ userId, name, description }) {
  const enter = () =>
    attempt(async () => {
      await signInAs(userId);
      location.assign(target(description));
    });
  return element(
    'li',
    {},
    element('button', { type: 'button', onclick: enter }, name),
    element('span', { className: 'soft' }, MAY[description] ?? words(description)),
  );
}

const WAYS = {
  DEMO: ({ people }) => [
    text(
      'This is the embedded default, for trying things out: choose who you want to be. Payments and engines are simulated.',
    ),
    element('ul', { className: 'people' }, people.map(person)),
  ],
  OPENID: ({ url }) => [
    element('a', { className: 'button', id: 'sign-in', href: url + '?to=' + encodeURIComponent(target()) }, 'Sign in'),
    text('You are sent to your organisation’s sign-in page and back.', 'soft'),
  ],
  NONE: () => [
    note(
      'warn',
      text('Sign-in is not configured. See the settings credits.openid.… in server-config/settings.properties.'),
    ),
  ],
};

attempt(async () => {
  const { user, signIn } = await session();
  if (user) {
    location.replace(target(signIn.people?.find(each => each.userId === user.userId)?.description));
    return;
  }
  if (new URLSearchParams(location.search).has('away')) {
    document
      .getElementById('main')
      .append(
        note(
          'warn',
          text('Your organisation’s sign-in page does not answer. Try again in a few minutes, or ask whoever runs it.'),
        ),
      );
  }
  if (new URLSearchParams(location.search).has('refused')) {
    document
      .getElementById('main')
      .append(
        note(
          'warn',
          text(
            'You were not signed in: your organisation’s sign-in page refused, or you went back. Try again, or ask whoever runs it.',
          ),
        ),
      );
  }
  document.getElementById('main').append(...WAYS[signIn.kind](signIn));
  document.documentElement.dataset.ready = 'true';
});
