// The operators' overview: readiness, queues, work in progress and failures.
import { pause } from '../../shared/api.js';
import { section } from '../../shared/elements.js';
import { begin } from '../../frame/shell.js';
import { anomalyList } from './anomalies.js';
import { inbox } from './inbox.js';
import { letterList } from './letters.js';
import { queueView } from './queues.js';
import { readinessView } from './readiness.js';

const MILLIS_BETWEEN_QUEUES = 2_000;
const MILLIS_BETWEEN_CHECKS = 15_000;

/** Does something again and again while the page is looked at. */
async function watch(work, millis) {
  for (;;) {
    await pause(millis);
    if (document.visibilityState === 'visible') {
      await work();
    }
  }
}

begin('operator', async ({ main }) => {
  const [queues, readiness, letters, anomalies, events] = [
    queueView(),
    readinessView(),
    letterList(),
    anomalyList(),
    inbox(),
  ];
  main.append(
    section('Queues', queues.queues),
    section('Work in progress', queues.batch),
    section('Readiness', readiness.place),
    section('Dead letters', letters.place),
    section('Anomalies', anomalies.place),
    section('Webhook inbox', events.place),
  );
  await Promise.all([queues.refresh(), readiness.refresh(), letters.load(), anomalies.load(), events.load()]);
  watch(queues.refresh, MILLIS_BETWEEN_QUEUES);
  watch(readiness.refresh, MILLIS_BETWEEN_CHECKS);
});
