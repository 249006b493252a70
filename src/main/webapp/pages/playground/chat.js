// A chat as a product would have it: admitted before the answer, charged by its tokens after it (S5, S6, S15).
import { call } from '../../shared/api.js';
import { Attempt } from '../../shared/client.js';
import { buttons, element, field, options, section, text } from '../../shared/elements.js';
import { count } from '../../shared/format.js';
import { whyRefused } from '../../shared/names.js';
import { Problem } from '../../shared/problem.js';
import { pause } from '../../shared/request.js';
import { attempt } from '../../frame/shell.js';
import { report } from '../../widgets/credits.js';

const MILLIS_BETWEEN_WORDS = 40;
const MILLIS_BETWEEN_LOOKS = 300;
const MAX_LOOKS = 100;
const MAX_OUTPUT_TOKENS = 4000;
const ANSWER =
  'This answer is made up. A product would show here what its model says, word by word, and tell the service at the end ' +
  'how many tokens it took. Only then is anything charged: the credits that were set aside before are used, or given back.';

/** About as many as a tokenizer counts in English: four characters each. */
const tokensOf = content => Math.ceil(content.length / 4);

/** The report of the simulated engine, which has its own token: the tokens used, or the reason for a failure (D19). */
const ENDINGS = {
  SHORT: ['A short answer', { outputTokens: tokensOf(ANSWER) }],
  LONG: ['A long answer, 4,000 tokens', { outputTokens: MAX_OUTPUT_TOKENS }],
  CONTENT_SAFETY: ['It fails: content safety', { failure: 'CONTENT_SAFETY' }],
  INFRASTRUCTURE: ['It fails: infrastructure', { failure: 'INFRASTRUCTURE' }],
  CANCELLED: ['It is stopped halfway', { failure: 'CANCELLED', share: 0.5 }],
};

/** The engine is told by the id of the conversation how the message ends, as a product's engine knows it by itself. */
const conversationOf = (inputTokens, { failure, outputTokens }) =>
  'playground?' + (failure ? `failure=${failure}` : `inputTokens=${inputTokens}&outputTokens=${outputTokens}`);

function costOf({ status, charged, shortfall, inputTokens, outputTokens }) {
  if (status === 'ADMITTED') {
    return 'The outcome has not been reported yet. If it never is, the held credits are released.';
  }
  if (status !== 'SETTLED') {
    return 'Cost nothing: there is no answer.';
  }
  const missing = Number(shortfall) > 0 ? ` ${count(shortfall)} more were due, but nothing was left.` : '';
  return `Cost ${count(charged)} credits for ${count(inputTokens)} input and ${count(outputTokens)} output tokens.${missing}`;
}

export function chat({ teamId }, done) {
  const messages = `/teams/${teamId}/chat/messages`;
  const talk = element(
    'div',
    { className: 'talk', tabIndex: 0, role: 'log', 'aria-label': 'Conversation' },
    element('p', { className: 'hint' }, 'Your messages and the answers appear here, with what they cost.'),
  );
  const input = element('textarea', { id: 'prompt', rows: 2, maxLength: 8000, value: 'How do credits work?' });
  const ending = options(
    element('select', { id: 'ending' }),
    Object.entries(ENDINGS).map(([value, [name]]) => [value, name]),
    'SHORT',
  );
  const send = element('button', { id: 'send' }, 'Send');
  const estimate = element('cost-estimate', { team: teamId, service: 'CHAT' });
  const sending = new Attempt();
  let context = '';
  let isBusy = false;

  const add = (content, className = '') => {
    const made = text(content, className);
    talk.querySelector('.hint')?.remove();
    talk.append(made);
    talk.scrollTop = talk.scrollHeight;
    return made;
  };
  const foresee = () => {
    const [, { outputTokens = 0 }] = ENDINGS[ending.value];
    estimate.setAttribute('service', input.value.trim() ? 'CHAT' : '');
    estimate.setAttribute('input-tokens', tokensOf(context + input.value));
    estimate.setAttribute('output-tokens', outputTokens);
  };

  async function speak(share) {
    const place = add('');
    const words = ANSWER.split(' ');
    for (const word of words.slice(0, Math.ceil(words.length * share))) {
      place.textContent += word + ' ';
      talk.scrollTop = talk.scrollHeight;
      await pause(MILLIS_BETWEEN_WORDS);
    }
  }

  /** The message once it has ended, or after a while as it is. */
  async function ended(messageId) {
    let message = await call(`${messages}/${messageId}`);
    for (let looks = 1; message.status === 'ADMITTED' && looks < MAX_LOOKS; looks++) {
      await pause(MILLIS_BETWEEN_LOOKS);
      message = await call(`${messages}/${messageId}`);
    }
    return message;
  }

  async function answer(messageId, asked, { failure, share = 1 }) {
    if (!failure || share < 1) {
      await speak(share);
    }
    const message = await ended(messageId);
    add(costOf(message), 'cost');
    if (message.status === 'SETTLED') {
      context += asked + ANSWER;
      done('answered');
    }
  }

  async function exchange(asked) {
    try {
      const [, end] = ENDINGS[ending.value];
      const inputTokens = tokensOf(context + asked);
      const body = {
        estimatedInputTokens: inputTokens,
        maxOutputTokens: end.outputTokens ?? MAX_OUTPUT_TOKENS,
        conversationId: conversationOf(inputTokens, end),
      };
      const { messageId } = await sending.send({ asked, ...body }, key =>
        call(messages, { method: 'POST', key, body }),
      );
      add(asked, 'mine');
      input.value = '';
      await answer(messageId, asked, end);
    } catch (problem) {
      if (!(problem instanceof Problem)) {
        throw problem;
      }
      add(`Refused: ${whyRefused(problem, 'Spending needs')}`, 'refused');
      if (await report(problem)) {
        done('refused');
      }
    }
  }

  const form = element(
    'form',
    {
      onsubmit: async event => {
        event.preventDefault();
        const asked = input.value.trim();
        if (asked && !isBusy) {
          isBusy = true;
          await attempt(() => exchange(asked));
          isBusy = false;
          foresee();
        }
      },
    },
    ...field('Message', input),
    element('div', { className: 'fields' }, element('div', {}, ...field('Simulate', ending))),
    buttons(send),
    estimate,
  );
  form.addEventListener('input', foresee);
  document.addEventListener('credits:purchased', ({ detail }) =>
    add(`${count(detail.purchase.credits)} credits were added. Send your message again.`, 'cost'),
  );
  foresee();
  return section('Chat', talk, form);
}
