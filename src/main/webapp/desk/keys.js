// The API keys of the platform, which act in every team, for operators.
import { keys } from '../shared/keys.js';
import { begin } from '../frame/shell.js';

const SCOPES = {
  read: 'Read the balances, histories, usage, purchases and bills of all teams',
  meter: 'Ask for prices, and have work done for members whom the machine names',
  purchase: 'Buy credits for teams in your name',
  report: 'Report how work ended and what it used',
  reconcile: 'Import provider files and reconcile them',
  operate: 'Describe teams and members, and see to what waits or has failed',
};

begin('operator', async ({ main }) => {
  const { content, load } = keys({
    path: '/keys',
    scopes: SCOPES,
    none: 'No API keys yet. Make one for each machine that works for all teams, as your own services do.',
  });
  main.append(...content);
  await load();
});
