// The readiness of the service, check by check, as a load balancer sees it.
import { element, note, table, text } from '../../shared/elements.js';
import { time, words } from '../../shared/format.js';
import { request } from '../../shared/request.js';

const NAMES = {
  database: ['Database', 'answers'],
  checkpoints: ['Checkpoints', 'every day has one'],
  'ledger-audit': ['Audit of the ledger', 'the nightly checks of the books'],
  broker: ['Broker', 'accepts and delivers messages'],
  waiting: ['Waiting work', 'how long the oldest has waited'],
  listener: ['API', 'can be reached'],
  stopping: ['Stopping', 'the server was told to stop'],
};
const isTime = value => /^\d{4}-\d\d-\d\dT/.test(value);
const isConstant = value => /^[A-Z_]+$/.test(value);

/** A value of a check: times and constants in words, all else as it is. */
const told = value => (isTime(value) ? time(value) : isConstant(value) ? words(value).toLowerCase() : String(value));

const details = check =>
  Object.entries(check.data ?? {})
    .map(([name, value]) => `${words(name.replace(/([A-Z])/g, '_$1'))}: ${told(value)}`)
    .join(', ');

function state(status) {
  return element('span', { className: status === 'UP' ? 'flag good' : 'flag' }, status === 'UP' ? 'Up' : '! Down');
}

/** {place, refresh}. */
export function readinessView() {
  const place = element('div', {}, text('Loading …'));
  let shown = '';
  const refresh = async () => {
    try {
      const answer = await (await request('/health/ready', null, { cache: 'no-store' })).json();
      const content = JSON.stringify(answer);
      if (content !== shown) {
        shown = content;
        place.replaceChildren(
          table(
            answer.status === 'UP'
              ? 'The service is ready'
              : 'The service is not ready: it gets no traffic from a load balancer',
            [
              [
                'Check',
                check =>
                  element(
                    'span',
                    {},
                    NAMES[check.name]?.[0] ?? words(check.name.replaceAll('-', '_')),
                    element('small', {}, NAMES[check.name]?.[1] ?? ''),
                  ),
              ],
              ['State', check => state(check.status)],
              ['Details', check => details(check) || '–'],
            ],
            answer.checks.toSorted((one, other) => one.name.localeCompare(other.name)),
          ),
        );
      }
    } catch {
      shown = '';
      place.replaceChildren(
        note('bad', text('The service does not report whether it is ready. The page asks again automatically.')),
      );
    }
  };
  return { place, refresh };
}
