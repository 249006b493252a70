// The API keys of a team, for its owner and admins.
import { keys } from '../shared/keys.js';
import { administers, begin } from '../frame/shell.js';
import { notFor } from './team/parts.js';

const SCOPES = {
  read: 'Read the balance, history, usage, purchases and bills',
  meter: 'Ask for prices, and have work done for members whom the machine names',
  purchase: 'Buy credits in your name',
};

begin('team', async ({ team, main }) => {
  if (!administers(team.role)) {
    main.append(notFor(team.role, 'the owner and admins'));
    return;
  }
  const { content, load } = keys({
    path: `/teams/${team.teamId}/keys`,
    scopes: SCOPES,
    none: 'No API keys yet. Make one for each machine that calls the service for this team.',
  });
  main.append(...content);
  await load();
});
