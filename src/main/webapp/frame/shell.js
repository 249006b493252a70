// The frame around the content of each page: navigation, team, pill, the person who is signed in.
import { call, query } from '../shared/api.js';
import { button, element, note, options, text } from '../shared/elements.js';
import { session, signInAddress, signOut, token } from '../shared/session.js';
import { atLeast, roleName } from '../shared/names.js';
import { connect } from '../widgets/credits.js';

const REMEMBERED = 'credits.team';
const UNAUTHENTICATED = 401;
const NOT_FOUND = 404;
const MAX_WAITING = 20;

/** The pages that a role may see (D12). The server decides; the pages only avoid requests that it would refuse. */
export const readsHistory = role => role !== 'VIEWER';
export const readsBills = role => role === 'FINANCE' || atLeast(role, 'MANAGER');
export const administers = role => atLeast(role, 'OWNER');
const spends = role => atLeast(role, 'MEDIA_BUYER');

const TEAM_PAGES = [
  ['/', 'Overview', () => true],
  ['/usage.html', 'Usage', readsHistory],
  ['/history.html', 'History', readsHistory],
  ['/bills.html', 'Bills', readsBills],
  ['/members.html', 'Members', administers],
  ['/approvals.html', 'Requests', spends],
  ['/settings.html', 'Settings', readsHistory],
  ['/audit-log.html', 'Audit log', administers],
];
const DESK_PAGES = [
  ['/desk/', 'Teams'],
  ['/desk/catalog.html', 'Prices'],
  ['/desk/operations.html', 'Operations'],
  ['/desk/reconciliation.html', 'Reconciliation'],
  ['/desk/ledger.html', 'Ledger'],
  ['/desk/keys.html', 'API keys'],
  ['/desk/webhooks.html', 'Webhooks'],
  ['/desk/approvals.html', 'Requests'],
  ['/desk/audit-log.html', 'Audit log'],
];

const isHere = address => location.pathname.replace(/index\.html$/, '') === address;

function links(pages, teamId) {
  return element(
    'ul',
    {},
    pages.map(([address, name]) =>
      element(
        'li',
        {},
        element(
          'a',
          { href: address + query({ team: teamId }), ...(isHere(address) ? { 'aria-current': 'page' } : {}) },
          name,
        ),
      ),
    ),
  );
}

const isDesk = location.pathname.startsWith('/desk/');
const askedTeam = () => new URLSearchParams(location.search).get('team');

/** Operators see any team: its name is in the list of all teams only. */
async function anyTeam(teamId) {
  const { items } = await call('/teams' + query({ name: teamId }));
  const found = items.find(team => team.teamId === teamId);
  return found ? { teamId, name: found.name, plan: found.plan, role: 'ADMIN' } : null;
}

/** The team that the address names, null if it is not the reader's; without one in the address the one looked at last, or the first. */
async function chosenTeam(me) {
  const asked = askedTeam();
  const found = me.teams.find(team => team.teamId === (asked ?? localStorage.getItem(REMEMBERED)));
  if (asked) {
    return found ?? (me.superAdmin && !isDesk ? anyTeam(asked) : null);
  }
  return found ?? me.teams[0] ?? null;
}

function teamChooser(me, team) {
  if (me.teams.length < 2 && me.teams[0]?.teamId === team.teamId) {
    return element('span', { className: 'team' }, team.name);
  }
  const entries = me.teams.map(each => [each.teamId, each.name]);
  if (!me.teams.some(each => each.teamId === team.teamId)) {
    entries.unshift([team.teamId, team.name]);
  }
  const select = element('select', {
    id: 'team',
    'aria-label': 'Team',
    onchange: () => location.assign(location.pathname + query({ team: select.value })),
  });
  return options(select, entries, team.teamId);
}

const leaving = everywhere => () =>
  attempt(async () => {
    const { url } = (await signOut(everywhere)) ?? {};
    location.assign(url ?? '/sign-in.html');
  });

function head(me, team, isDemo) {
  const areas = [
    team || me.teams.length ? element('a', { href: '/' + query({ team: team?.teamId }) }, 'Team') : null,
    me.superAdmin ? element('a', { href: '/desk/' }, 'Desk') : null,
    isDemo && team ? element('a', { href: '/playground.html' + query({ team: team.teamId }) }, 'Playground') : null,
  ];
  const leave = [
    button('Sign out', leaving(false), { className: 'link', id: 'sign-out' }),
    button('Sign out everywhere', leaving(true), { className: 'link', id: 'sign-out-everywhere' }),
  ];
  document
    .getElementById('top')
    .replaceChildren(
      ...[
        element(
          'div',
          { className: 'bar' },
          element('span', { className: 'brand' }, 'AI Credits'),
          element('nav', { 'aria-label': 'Areas', className: 'areas' }, ...areas),
          team && !isDesk ? teamChooser(me, team) : null,
          team && !isDesk ? element('credit-pill', { team: team.teamId }) : null,
          element(
            'span',
            { className: 'person' },
            `${me.name ?? me.userId}${team && !isDesk && !me.superAdmin ? `, ${roleName(team.role).toLowerCase()}` : ''}`,
            ...leave,
          ),
        ),
        location.pathname === '/playground.html' || !(team || isDesk)
          ? null
          : element(
              'nav',
              { 'aria-label': isDesk ? 'Desk' : 'Team', className: 'pages' },
              links(
                isDesk ? DESK_PAGES : TEAM_PAGES.filter(([, , allows]) => team && allows(team.role)),
                isDesk ? undefined : team?.teamId,
              ),
            ),
      ].filter(Boolean),
    );
}

/** Tells in the navigation how many requests wait for the reader's answer. */
export async function tellWaiting(me, { teamId, role }) {
  const link = document.querySelector('.pages a[href^="/approvals.html"]');
  if (!link || !administers(role)) {
    return;
  }
  const list = await call(`/teams/${teamId}/approvals` + query({ state: 'ASKED', limit: MAX_WAITING })).catch(
    () => null,
  );
  const number = (list?.items ?? []).filter(each => each.askedBy !== me.userId).length;
  link.replaceChildren(
    link.firstChild,
    ...(number
      ? [
          ' ',
          element('span', { className: 'flag warn' }, number + (list.nextCursor ? '+' : '')),
          element('span', { className: 'unseen' }, ' waiting'),
        ]
      : []),
  );
}

/** Shows what went wrong, and what to do, in the page's message. */
function fail(problem) {
  const place = document.getElementById('message');
  const isGone = problem.status === NOT_FOUND;
  place.replaceChildren(
    problem.message + (isGone ? ' It may have been removed, or the address is wrong. Go back and choose again.' : ''),
  );
  if (problem.status === UNAUTHENTICATED) {
    place.append(' ', button('Sign out', leaving(false)));
  }
  place.className = 'failed';
}

/** Offers to load a page again that could not begin. */
function tryAgain(problem) {
  fail(problem);
  if (problem.status !== UNAUTHENTICATED) {
    document.getElementById('message').append(
      ' ',
      button('Try again', () => location.reload(), { id: 'try-again' }),
    );
  }
}

/** Does something on behalf of the reader; what goes wrong is shown. */
export async function attempt(work) {
  const place = document.getElementById('message');
  place.replaceChildren();
  place.className = '';
  try {
    return await work();
  } catch (problem) {
    fail(problem);
    return undefined;
  }
}

/**
 * Begins a page: makes sure that somebody is signed in, builds what is around it, and then the page itself.
 *
 * @param needs 'team', 'operator' or 'anybody'
 * @param build called with {me, team: {teamId, name, plan, role}, isDemo, main}
 */
export async function begin(needs, build) {
  const main = document.getElementById('main');
  const loading = element('p', { className: 'loading', role: 'status' }, 'Loading …');
  main.append(loading);
  try {
    const now = await session();
    if (!now.user) {
      location.replace(signInAddress());
      return;
    }
    const me = await call('/me');
    await built(needs, build, { me, team: await chosenTeam(me), isDemo: now.signIn.kind === 'DEMO', main });
  } catch (problem) {
    tryAgain(problem);
  }
  loading.remove();
  document.documentElement.dataset.ready = 'true';
}

async function built(needs, build, page) {
  const { me, team, isDemo, main } = page;
  if (team) {
    connect({ team: team.teamId, token });
    localStorage.setItem(REMEMBERED, team.teamId);
    document.title = isDesk ? document.title : document.title.replace(/(?= – AI Credits$)/, ` – ${team.name}`);
  }
  head(me, team, isDemo);
  if (team) {
    tellWaiting(me, team);
  }
  if (needs === 'operator' && !me.superAdmin) {
    main.append(
      note(
        'warn',
        text('These pages are for operators of the platform (SUPER_ADMIN).'),
        element('a', { href: '/' }, 'Go to your team'),
      ),
    );
  } else if (needs === 'team' && !team) {
    main.append(withoutTeam(me));
  } else {
    await build(page);
  }
}

function withoutTeam(me) {
  if (askedTeam()) {
    return note(
      'warn',
      text(me.superAdmin ? 'This team does not exist.' : 'You are not a member of this team, or it does not exist.'),
      element(
        'a',
        { href: me.superAdmin ? '/desk/' : '/' },
        me.superAdmin ? 'Go to the list of teams' : 'Go to your teams',
      ),
    );
  }
  if (me.superAdmin) {
    location.replace('/desk/');
  }
  return note(
    '',
    text('You are not a member of a team yet. Ask your team’s owner to add you; your id is ' + me.userId + '.'),
  );
}
