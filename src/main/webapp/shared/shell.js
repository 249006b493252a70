// What every page has around its content: navigation, team, pill, who is signed in.
import { call, query } from './api.js';
import { button, element, note, options, text } from './elements.js';
import { session, signInAddress, signOut, token } from './session.js';
import { ROLES, roleName } from './names.js';
import { connect } from '../widgets/credits.js';

const REMEMBERED = 'credits.team';

const rank = role => Object.keys(ROLES).indexOf(role);

/** Whether a role is another one or stands above it. */
export const atLeast = (role, other) => rank(role) >= rank(other);
/** What a role may see (D12): the server decides, the pages only do not ask in vain. */
export const readsHistory = role => role !== 'VIEWER';
export const readsBills = role => role === 'FINANCE' || atLeast(role, 'MANAGER');
export const administers = role => atLeast(role, 'OWNER');

const TEAM_PAGES = [
  ['/', 'Overview', () => true],
  ['/usage.html', 'Usage', readsHistory],
  ['/history.html', 'History', readsHistory],
  ['/bills.html', 'Bills', readsBills],
  ['/members.html', 'Members', administers],
  ['/settings.html', 'Settings', readsHistory],
];
const DESK_PAGES = [
  ['/desk/', 'Teams'],
  ['/desk/catalog.html', 'Prices'],
  ['/desk/operations.html', 'Operations'],
  ['/desk/reconciliation.html', 'Reconciliation'],
  ['/desk/ledger.html', 'Ledger'],
];

const isHere = address => location.pathname.replace(/index\.html$/, '') === address;

function links(pages, teamId) {
  return element('ul', {}, pages.map(([address, name]) => element('li', {},
    element('a', { href: address + query({ team: teamId }), ...(isHere(address) ? { 'aria-current': 'page' } : {}) }, name))));
}

/** The team that the address names, or the one looked at last, or the first; for an operator any that the address names. */
function chosenTeam(me) {
  const asked = new URLSearchParams(location.search).get('team');
  const found = me.teams.find(team => team.teamId === (asked ?? localStorage.getItem(REMEMBERED)));
  if (asked && !found && me.superAdmin) {
    return { teamId: asked, name: null, role: 'ADMIN' };
  }
  return found ?? me.teams[0] ?? null;
}

function teamChooser(me, team) {
  if (me.teams.length < 2 && me.teams[0]?.teamId === team.teamId) {
    return element('span', { className: 'team' }, team.name);
  }
  const entries = me.teams.map(each => [each.teamId, each.name]);
  if (!me.teams.some(each => each.teamId === team.teamId)) {
    entries.unshift([team.teamId, team.name ?? 'Team ' + team.teamId]);
  }
  const select = element('select', { id: 'team', 'aria-label': 'Team', onchange: () => location.assign(location.pathname + query({ team: select.value })) });
  return options(select, entries, team.teamId);
}

function head(me, team, isDemo) {
  const isDesk = location.pathname.startsWith('/desk/');
  const areas = [
    team ? element('a', { href: '/' + query({ team: team.teamId }) }, 'Team') : null,
    me.superAdmin ? element('a', { href: '/desk/' }, 'Desk') : null,
    isDemo && team ? element('a', { href: '/playground.html' + query({ team: team.teamId }) }, 'Playground') : null,
  ];
  const leave = button('Sign out', async () => {
    const { url } = await signOut() ?? {};
    location.assign(url ?? '/sign-in.html');
  }, { className: 'link', id: 'sign-out' });
  document.getElementById('top').replaceChildren(...[
    element('div', { className: 'bar' },
      element('span', { className: 'brand' }, 'AI Credits'),
      element('nav', { 'aria-label': 'Areas', className: 'areas' }, ...areas),
      team && !isDesk ? teamChooser(me, team) : null,
      team && !isDesk ? element('credit-pill', { team: team.teamId }) : null,
      element('span', { className: 'person' }, `${me.name ?? me.userId}${team && !isDesk && !me.superAdmin ? `, ${roleName(team.role).toLowerCase()}` : ''}`, ' ', leave)),
    location.pathname === '/playground.html' ? null : element('nav', { 'aria-label': isDesk ? 'Desk' : 'Team', className: 'pages' },
      links(isDesk ? DESK_PAGES : TEAM_PAGES.filter(([, , allows]) => team && allows(team.role)), isDesk ? undefined : team?.teamId)),
  ].filter(Boolean));
}

/** Shows what went wrong, and what to do, in the page's message. */
function fail(problem) {
  const place = document.getElementById('message');
  place.replaceChildren(problem.message);
  place.className = 'failed';
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
export function begin(needs, build) {
  return attempt(async () => {
    const now = await session();
    if (!now.user) {
      location.replace(signInAddress());
      return;
    }
    const me = await call('/me');
    const team = chosenTeam(me);
    const isDemo = now.signIn.kind === 'DEMO';
    const main = document.getElementById('main');
    connect({ team: team?.teamId, token });
    head(me, team, isDemo);
    if (team) {
      localStorage.setItem(REMEMBERED, team.teamId);
    }
    if (needs === 'operator' && !me.superAdmin) {
      main.append(note('warn', text('These pages are for operators of the platform (SUPER_ADMIN).'), element('a', { href: '/' }, 'Go to your team')));
    } else if (needs === 'team' && !team) {
      if (me.superAdmin) {
        location.replace('/desk/');
        return;
      }
      main.append(note('', text('You do not belong to a team yet. Ask the owner of your team to add you; your id is ' + me.userId + '.')));
    } else {
      await build({ me, team, isDemo, main });
    }
    document.documentElement.dataset.ready = 'true';
  });
}
