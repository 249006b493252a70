// The link in a mail: it confirms an address, or ends the mails to it, once its reader says so.
import { button, element, note, say, text } from '../shared/elements.js';
import { answerOf } from '../shared/problem.js';
import { request } from '../shared/request.js';
import { session } from '../shared/session.js';
import { attempt } from '../frame/shell.js';

const KINDS = {
  confirm: {
    question: 'Send mails of AI Credits to this address?',
    label: 'Confirm the address',
    done: 'The address is confirmed. You can close this page.',
  },
  unsubscribe: {
    question: 'Send no more mails of AI Credits to this address, of whichever team?',
    label: 'Unsubscribe',
    done: 'No more mails are sent to this address. You can close this page.',
  },
};

const main = document.getElementById('main');
const [, name, token] = /^#(confirm|unsubscribe)\.([\w-]+)$/.exec(location.hash) ?? [];
const kind = KINDS[name];
if (kind) {
  const place = element(
    'section',
    {},
    text(kind.question),
    button(
      kind.label,
      () =>
        attempt(async () => {
          await answerOf(await request('/api/v1/mail-links/' + token, null, { method: 'POST' }));
          place.remove();
          say(kind.done);
        }),
      { className: 'primary' },
    ),
  );
  main.append(place);
} else {
  main.append(note('bad', text('The link is not complete. Open it from the mail again.')));
}
// Nobody has to be signed in; it says on which service this is.
session().catch(() => null);
document.documentElement.dataset.ready = 'true';
