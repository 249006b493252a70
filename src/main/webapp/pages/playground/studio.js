// A studio as a product would have it: a price before, a job in the queue, a charge for what was delivered (S5, S7–S10, S15).
import { call, pause } from '../../shared/api.js';
import { Attempt } from '../../shared/client.js';
import { buttons, element, field, options, section, text } from '../../shared/elements.js';
import { count, money, words } from '../../shared/format.js';
import {
  chosenEngine,
  measureName,
  measureOf,
  quantityField,
  quantityName,
  serviceName,
  whyRefused,
} from '../../shared/names.js';
import { Problem } from '../../shared/problem.js';
import { attempt } from '../../frame/shell.js';
import { report } from '../../widgets/credits.js';
import { picture } from './art.js';

const MILLIS_BETWEEN_LOOKS = 700;
const USUAL = { IMAGE: 4, VIDEO: 10, AVATAR: 30, TTS: 500 };

/** The endings of simulated work, as parameters.simulate has them. */
const ENDINGS = {
  SUCCEEDED: ['It succeeds', () => ({})],
  PARTIAL: ['Half of it is delivered', quantity => ({ delivered: Math.max(1, Math.floor(quantity / 2)) })],
  CONTENT_SAFETY: ['It fails: content safety', () => ({ outcome: 'FAILED', failure: 'CONTENT_SAFETY' })],
  INFRASTRUCTURE: ['It fails: infrastructure', () => ({ outcome: 'FAILED', failure: 'INFRASTRUCTURE' })],
  TIMEOUT: ['It fails: time-out', () => ({ outcome: 'FAILED', failure: 'TIMEOUT' })],
};

const described = job =>
  `${serviceName(job.service)}${chosenEngine(job.engine) ? ' by ' + chosenEngine(job.engine) : ''}`;

const isOpen = job => job.status === 'QUEUED' || job.status === 'CANCELLING';

/** The result of a job: a picture and its cost. */
function result(job) {
  const quantity = quantityName(job.quantity, measureOf(job.service));
  if (isOpen(job)) {
    return [
      element('div', { className: 'nothing' }, job.status === 'QUEUED' ? 'In the queue …' : 'Being cancelled …'),
      text(`${described(job)}, ${quantity}: ${money(job.held, job.unit)} held`),
    ];
  }
  if (job.status === 'SUCCEEDED') {
    const delivered = job.delivered === job.quantity ? quantity : `${count(job.delivered)} of ${quantity}`;
    return [
      picture(job.service, job.jobId, `Simulated ${serviceName(job.service).toLowerCase()}`),
      text(`${described(job)}, ${delivered}: ${money(job.charged, job.unit)}`),
    ];
  }
  return [
    element('div', { className: 'nothing' }, words(job.status)),
    text(`${described(job)}, ${quantity}: ${words(job.failure ?? job.status).toLowerCase()}, cost nothing`),
  ];
}

async function follow(jobs, first, place, done) {
  let job = first;
  place.replaceChildren(...result(job));
  while (isOpen(job)) {
    await pause(MILLIS_BETWEEN_LOOKS);
    job = await call(`${jobs}/${job.jobId}`);
  }
  place.replaceChildren(...result(job));
  done(job.status === 'SUCCEEDED' ? 'made' : 'failed');
}

export async function studio({ teamId }, done) {
  const jobs = `/teams/${teamId}/jobs`;
  const { rates } = await call('/catalog');
  const ratesOf = service => rates.filter(rate => rate.service === service && rate.enabled);
  const service = options(
    element('select', { id: 'service' }),
    Object.keys(USUAL).map(each => [each, serviceName(each)]),
    'IMAGE',
  );
  const engine = element('select', { id: 'engine' });
  const quantity = element('input', { id: 'quantity', type: 'number', required: true, step: 1 });
  const [quantityLabel] = field('', quantity);
  const ending = options(
    element('select', { id: 'job-ending' }),
    Object.entries(ENDINGS).map(([value, [name]]) => [value, name]),
    'SUCCEEDED',
  );
  const estimate = element('cost-estimate', { team: teamId });
  const make = element('button', { id: 'make' }, 'Make it');
  const list = element('ul', { className: 'jobs', 'aria-live': 'polite' });

  const foresee = () => {
    ['service', 'engine', 'quantity'].forEach(name =>
      estimate.setAttribute(name, { service, engine, quantity }[name].value),
    );
  };
  const chooseService = () => {
    const offered = ratesOf(service.value);
    options(
      engine,
      [
        ['AUTO', 'Automatic'],
        ...offered.filter(rate => rate.engine !== 'DEFAULT').map(rate => [rate.engine, chosenEngine(rate.engine)]),
      ],
      'AUTO',
    );
    quantityLabel.textContent = words(measureName(measureOf(service.value))) + 's';
    quantity.min = Math.min(...offered.map(rate => rate.minimum));
    quantity.max = Math.max(...offered.map(rate => rate.maximum));
    quantity.value = USUAL[service.value];
  };

  const ordering = new Attempt();

  async function order() {
    const amount = Number(quantity.value);
    const simulate = ENDINGS[ending.value][1](amount);
    const body = {
      service: service.value,
      engine: engine.value,
      [quantityField(service.value)]: amount,
      parameters: { simulate },
    };
    try {
      const job = await ordering.send(body, key => call(jobs, { method: 'POST', key, body }));
      const place = element('li', {});
      list.prepend(place);
      attempt(() => follow(jobs, job, place, done));
    } catch (problem) {
      if (!(problem instanceof Problem)) {
        throw problem;
      }
      if (!(await report(problem))) {
        list.prepend(
          element(
            'li',
            {},
            element('div', { className: 'nothing' }, 'Refused'),
            text(whyRefused(problem, 'Spending needs')),
          ),
        );
      }
    }
  }

  const form = element(
    'form',
    {
      onsubmit: async event => {
        event.preventDefault();
        if (!make.disabled) {
          make.disabled = true;
          await attempt(order);
          make.disabled = false;
        }
      },
    },
    element(
      'div',
      { className: 'fields' },
      [
        ['What', service],
        ['Engine', engine],
      ].map(each => element('div', {}, ...field(...each))),
      element('div', {}, quantityLabel, quantity),
      element('div', {}, ...field('Simulate', ending)),
    ),
    estimate,
    buttons(make),
  );
  service.addEventListener('change', chooseService);
  form.addEventListener('input', foresee);
  service.addEventListener('change', foresee);
  estimate.addEventListener('credits:engine', ({ detail }) => {
    engine.value = detail.engine;
    foresee();
  });
  chooseService();
  foresee();
  return section('Studio', form, list);
}
