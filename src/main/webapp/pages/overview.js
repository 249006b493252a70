// What the team has, what it uses, and how long that lasts.
import { call } from '../shared/api.js';
import { text } from '../shared/elements.js';
import { count } from '../shared/format.js';
import { begin } from '../shared/shell.js';

begin('team', async ({ team, main }) => {
  const { credits } = await call(`/teams/${team.teamId}/balance`);
  main.append(text(`${count(credits.available)} credits`));
});
