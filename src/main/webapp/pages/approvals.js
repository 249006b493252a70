// What people of the team ask for: owners and admins answer, the others see their own requests.
import { all, call } from '../shared/api.js';
import { sentence, thingOf, unitOf } from '../shared/approvals.js';
import { Attempt } from '../shared/client.js';
import { decisions, personOf, requestsTable } from '../shared/decisions.js';
import { closeDialog, showDialog } from '../shared/dialog.js';
import { button, facts, note, say, section, text } from '../shared/elements.js';
import { money } from '../shared/format.js';
import { pagedList } from '../shared/list.js';
import { ACCOUNTS } from '../shared/names.js';
import { administers, attempt, begin, tellWaiting } from '../frame/shell.js';
import { capForm, capName, capsOf } from './team/ask.js';
import { buyButton } from './team/parts.js';

/** What holds now, for who decides; the member is undefined after leaving the team. */
const NOW = {
  MEMBER_CAP: ({ account }, member) => {
    const [cap, used] =
      account === 'CREDITS'
        ? [member?.monthlyCapCredits, member?.usedCredits]
        : [member?.monthlyCapUsd, member?.usedUsd];
    const unit = unitOf(account);
    return cap ? `A cap of ${money(cap, unit)}; ${money(used, unit)} are used this month` : 'No cap';
  },
  SPENDING_LIMIT: (request, member, settings) => `A limit of ${money(settings.creativeSpendingLimit)}`,
};

const BUYS_NOTHING = 'Your approval buys nothing: buy the credits as well.';
const isForCredits = ({ kind }) => kind === 'MORE_CREDITS';

/** The lists for who decides. */
function desk({ me, team }, path) {
  let members = new Map();
  let settings = {};
  return decisions({
    path,
    me,
    nameOf: userId =>
      userId === me.userId
        ? 'You'
        : userId === null
          ? 'The host platform'
          : (members.get(userId)?.displayName ?? 'Somebody who is not in the team now'),
    about: approval => {
      const now = NOW[approval.kind]?.(approval.request, members.get(personOf(approval)), settings);
      return {
        lines: [now ? ['Now', now] : null, isForCredits(approval) ? ['Note', BUYS_NOTHING] : null],
        action: isForCredits(approval) ? buyButton({}) : null,
      };
    },
    prepare: async () => {
      const [list, now] = await Promise.all([
        all(`/teams/${team.teamId}/members`, {}, Infinity),
        call(`/teams/${team.teamId}/settings`),
      ]);
      members = new Map(list.map(each => [each.userId, each]));
      settings = now;
    },
    attempt,
    changed: () => tellWaiting(me, team),
  });
}

/** The list for who only asks. */
function own(path) {
  const list = pagedList({
    path,
    show: rows => requestsTable('Your requests, the newest first', rows),
    none: () => note('', text('You have asked for nothing yet.')),
  });
  return { load: list.load, content: [section('Your requests', list.place)] };
}

/** The reader's caps, and the way to ask for more. */
function capsSection({ team }, path, load) {
  const caps = capsOf(team);
  if (caps.length === 0) {
    return section('Your monthly caps', text('You have no monthly cap in this team.'));
  }
  const sending = new Attempt();
  const ask = body =>
    sending
      .send(body, key => call(path, { method: 'POST', key, body }))
      .then(async asked => {
        closeDialog();
        await load();
        say(`${sentence(thingOf(asked))}: an owner or admin can decide now.`);
      });
  return section(
    'Your monthly caps',
    facts(caps.map(cap => [ACCOUNTS[cap[0]], capName(cap)])),
    button('Ask for a higher cap', () => showDialog('Ask for a higher cap', capForm(caps, ask)), { id: 'ask' }),
  );
}

begin('team', async page => {
  const { team, main } = page;
  const path = `/teams/${team.teamId}/approvals`;
  const decides = administers(team.role);
  const { load, content } = decides ? desk(page, path) : own(path);
  const caps = capsSection(page, path, load);
  await load();
  main.append(...[decides ? null : caps, ...content, decides && capsOf(team).length ? caps : null].filter(Boolean));
});
