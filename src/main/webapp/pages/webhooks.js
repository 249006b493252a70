// The webhooks of a team, for its owner and admins.
import { TEAM_EVENTS } from '../shared/events.js';
import { webhooks } from '../shared/webhooks.js';
import { administers, attempt, begin } from '../frame/shell.js';
import { notFor } from './team/parts.js';

begin('team', async ({ team, main }) => {
  if (!administers(team.role)) {
    main.append(notFor(team.role, 'the owner and admins'));
    return;
  }
  const { content, load } = webhooks({ path: `/teams/${team.teamId}/webhooks`, groups: TEAM_EVENTS, attempt });
  main.append(...content);
  await load();
});
