// The audit log of everything, for operators.
import { trail } from '../shared/trail.js';
import { begin } from '../frame/shell.js';

begin('operator', async ({ main }) => {
  const log = trail('/audit-log', true);
  await log.load();
  main.append(...log.content);
});
