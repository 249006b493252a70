// What people of the team ask for: owners and admins answer, the others see their own requests.
import { all, call } from '../shared/api.js';
import { sentence, thingOf, waits } from '../shared/approvals.js';
import { Attempt } from '../shared/client.js';
import { closeDialog, showDialog } from '../shared/dialog.js';
import { button, element, facts, note, say, section, text } from '../shared/elements.js';
import { pagedList } from '../shared/list.js';
import { ACCOUNTS } from '../shared/names.js';
import { administers, attempt, begin, tellWaiting } from '../frame/shell.js';
import { capForm, capName, capsOf } from './team/ask.js';
import { askWhy, card, requestsTable } from './team/requests.js';

const CONFLICT = 409;

/** The lists for who decides. */
function desk({ me, team }, path) {
  let members = new Map();
  const nameOf = userId =>
    userId === me.userId ? 'You' : (members.get(userId)?.displayName ?? 'Somebody who is not in the team now');

  /** Sends an answer; whatever it was, the lists show what is so now. */
  async function answered(approval, decision, body) {
    const refused = await call(`${path}/${approval.approvalId}/${decision}`, { method: 'POST', body }).then(
      () => null,
      problem => problem,
    );
    if (!refused || refused.status === CONFLICT) {
      await Promise.all([load(), tellWaiting(me, team)]);
    }
    if (refused) {
      throw refused;
    }
  }

  const approve = approval =>
    attempt(async () => {
      await answered(approval, 'approval');
      done(approval, 'Approved');
    });

  const refuse = approval =>
    askWhy(approval, nameOf(approval.askedBy), async reason => {
      await answered(approval, 'refusal', { reason });
      done(approval, 'Refused');
    });

  function done(approval, answer) {
    say(`${answer} for ${nameOf(approval.askedBy)}: ${thingOf(approval)}.`);
    title.focus();
  }

  const cardOf = approval =>
    card(
      approval,
      nameOf(approval.askedBy),
      members.get(approval.askedBy),
      approval.askedBy === me.userId ? null : () => approve(approval),
      () => refuse(approval),
    );

  const waiting = pagedList({
    path,
    parameters: () => ({ state: 'ASKED' }),
    show: rows => element('div', { className: 'tools', id: 'waiting' }, rows.map(cardOf)),
    none: () => note('', text('Nobody waits for an answer.')),
  });
  const decided = pagedList({
    path,
    show: rows => {
      const over = rows.filter(row => !waits(row));
      return over.length ? requestsTable('What was decided, the newest first', over, nameOf) : none();
    },
    none,
  });
  const title = element('h2', { tabIndex: -1 }, 'Waiting for an answer');

  async function load() {
    members = new Map((await all(`/teams/${team.teamId}/members`, {}, Infinity)).map(each => [each.userId, each]));
    await Promise.all([waiting.load(), decided.load()]);
  }
  return {
    load,
    content: [element('section', {}, title, waiting.place), section('Decided', decided.place)],
  };
}

const none = () => text('Nothing was decided yet.', 'soft');

/** The list for who only asks. */
function own(path) {
  const list = pagedList({
    path,
    show: rows => requestsTable('Your requests, the newest first', rows, null),
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
