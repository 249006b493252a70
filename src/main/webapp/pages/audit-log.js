// The audit log of a team, for its owner and admins.
import { text } from '../shared/elements.js';
import { trail } from '../shared/trail.js';
import { administers, begin } from '../frame/shell.js';
import { notFor } from './team/parts.js';

begin('team', async ({ team, main }) => {
  if (!administers(team.role)) {
    main.append(notFor(team.role, 'the owner and admins'));
    return;
  }
  const log = trail(`/teams/${team.teamId}/audit-log`, false);
  await log.load();
  main.append(
    text('Who changed what in this team, and who tried without being allowed to. Charges are in the history.', 'soft'),
    ...log.content,
  );
});
