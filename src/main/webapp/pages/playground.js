// The embedded default's playground: a chat and a studio that go through the real API, with simulated engines and payments.
import { element, note, section, text } from '../shared/elements.js';
import { begin } from '../frame/shell.js';
import { chat } from './playground/chat.js';
import { studio } from './playground/studio.js';

const STEPS = {
  refused:
    'Send a message in the chat below. The team begins without credits, so it is refused, and the packages open by themselves.',
  purchased: 'Buy one: the simulated checkout opens in another tab. Click Pay there and come back.',
  answered:
    'The balance at the top has updated by itself. Send the message again: the chat shows what the answer cost.',
  made: 'Make an image in the studio. That needs no credits: it is billed later, up to the team’s spending limit.',
  failed: 'Choose a failure and make another one. Failed work costs nothing.',
};

function steps() {
  const items = Object.entries(STEPS).map(([name, content]) => [name, element('li', {}, content)]);
  const list = element(
    'ol',
    { className: 'steps' },
    items.map(([, item]) => item),
  );
  const done = name => {
    const item = items.find(([each]) => each === name)[1];
    if (!item.dataset.done) {
      item.dataset.done = 'true';
      item.append(' ', element('strong', {}, '✓ Done'));
    }
  };
  return { list, done };
}

begin('team', async ({ team, isDemo, main }) => {
  if (!isDemo) {
    main.append(
      note(
        'warn',
        text(
          'The playground exists only in the embedded default (mvn -Prun), where engines and payments are simulated.',
        ),
        element('a', { href: '/' }, 'Go to the overview'),
      ),
    );
    return;
  }
  const { list, done } = steps();
  document.addEventListener('credits:purchased', () => done('purchased'));
  main.append(
    note(
      'warn simulated',
      text(
        'Simulated: answers, images and payments are made up, and nobody is charged. ' +
          'Credits, prices, refusals and the history are real.',
      ),
    ),
    section('Try it in two minutes', list),
    element(
      'div',
      { className: 'play' },
      element('div', {}, chat(team, done), await studio(team, done)),
      section(
        'History',
        text('Each charge and purchase is a line here, as soon as it is booked.', 'soft'),
        element('credit-history', { team: team.teamId, limit: '10' }),
      ),
    ),
  );
});
