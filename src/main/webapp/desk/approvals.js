// What anybody asks for, in every team or none, for operators.
import { query } from '../shared/api.js';
import { decisions } from '../shared/decisions.js';
import { element } from '../shared/elements.js';
import { attempt, begin } from '../frame/shell.js';

/** The team that a request is about, and of a price list the prices that it changes very much. */
function lines({ teamId, request }) {
  const pages = teamId && element('a', { href: '/approvals.html' + query({ team: teamId }) }, teamId);
  return [
    pages ? ['Team', pages] : null,
    request.largeChanges?.length ? ['Large changes', request.largeChanges.join('; ')] : null,
  ].filter(Boolean);
}

begin('operator', async ({ me, main }) => {
  const { content, load } = decisions({
    path: '/approvals',
    me,
    nameOf: userId => (userId === me.userId ? 'You' : (userId ?? 'A service')),
    about: approval => ({ lines: lines(approval) }),
    attempt,
  });
  await load();
  main.append(...content);
});
