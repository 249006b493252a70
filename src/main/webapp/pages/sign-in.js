// Where people sign in: at the identity provider, or, in the embedded default, as one of its people.
import { element, note, text } from '../shared/elements.js';
import { session, signInAs } from '../shared/session.js';
import { attempt } from '../shared/shell.js';

/** Only a path of this very site is followed. */
function target() {
  const asked = new URLSearchParams(location.search).get('to') ?? '/';
  const address = new URL(asked, location.origin);
  return address.origin === location.origin ? address.pathname + address.search : '/';
}

function person({ userId, name, description }) {
  const enter = () => attempt(async () => {
    await signInAs(userId);
    location.assign(target());
  });
  return element('li', {}, element('button', { type: 'button', onclick: enter }, name), element('span', { className: 'soft' }, description));
}

const WAYS = {
  DEMO: ({ people }) => [
    text('This is the embedded default, for trying things out: choose who you want to be. Payments and engines are simulated.'),
    element('ul', { className: 'people' }, people.map(person)),
  ],
  OPENID: ({ url }) => [
    element('a', { className: 'button', id: 'sign-in', href: url + '?to=' + encodeURIComponent(target()) }, 'Sign in'),
    text('You are led to your organisation’s sign-in page and back.', 'soft'),
  ],
  NONE: () => [note('warn', text('No sign-in is configured. The settings credits.openid.… in server-config/settings.properties say how.'))],
};

attempt(async () => {
  const { user, signIn } = await session();
  if (user) {
    location.replace(target());
    return;
  }
  if (new URLSearchParams(location.search).has('refused')) {
    document.getElementById('main').append(note('warn', text('You were not signed in: your organisation’s sign-in page refused, or you went back. Try again, or ask whoever runs it.')));
  }
  document.getElementById('main').append(...WAYS[signIn.kind](signIn));
  document.documentElement.dataset.ready = 'true';
});
