// The webhooks of the platform, for operators.
import { PLATFORM_EVENTS } from '../shared/events.js';
import { webhooks } from '../shared/webhooks.js';
import { attempt, begin } from '../frame/shell.js';

begin('operator', async ({ main }) => {
  const { content, load } = webhooks({ path: '/webhooks', groups: PLATFORM_EVENTS, attempt });
  main.append(...content);
  await load();
});
