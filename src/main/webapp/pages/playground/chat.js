// A chat as a product would have it: admitted before the answer, charged by its tokens after it (S5, S6, S15).
import { call } from '../../shared/api.js';
import { button, buttons, element, field, options, section, text } from '../../shared/elements.js';
import { count } from '../../shared/format.js';
import { rolesInWords } from '../../shared/names.js';
import { Problem } from '../../shared/problem.js';
import { pause } from '../../shared/request.js';
import { attempt } from '../../shared/shell.js';
import { report } from '../../widgets/credits.js';

const MILLIS_BETWEEN_WORDS = 40;
const MOST_OUTPUT_TOKENS = 4000;
const ANSWER = 'This answer is made up. A product would show here what its model says, word by word, and tell the service at the end '
  + 'how many tokens it took. Only then is anything charged: the credits that were set aside before are used, or given back.';

/** About as many as a tokenizer counts in English: four characters each. */
const tokensOf = content => Math.ceil(content.length / 4);

/** What the simulated model does: the tokens that it reports, or why it fails. */
const ENDINGS = {
  SHORT: ['A short answer', { outputTokens: tokensOf(ANSWER) }],
  LONG: ['A long answer, 4,000 tokens', { outputTokens: MOST_OUTPUT_TOKENS }],
  CONTENT_SAFETY: ['It fails: content safety', { failure: 'CONTENT_SAFETY' }],
  INFRASTRUCTURE: ['It fails: infrastructure', { failure: 'INFRASTRUCTURE' }],
};

function costOf(settled, { inputTokens, outputTokens }) {
  if (settled.status === 'VOIDED') {
    return 'Cost nothing, as there is no answer.';
  }
  const missing = Number(settled.shortfall) > 0 ? ` ${count(settled.shortfall)} more would have been due, but no more was there.` : '';
  return `Cost ${count(settled.charged)} credits for ${count(inputTokens)} input and ${count(outputTokens)} output tokens.${missing}`;
}

export function chat({ teamId }, done) {
  const messages = `/teams/${teamId}/chat/messages`;
  const talk = element('div', { className: 'talk', tabIndex: 0, role: 'log', 'aria-label': 'Conversation' },
    element('p', { className: 'hint' }, 'What you send and what comes back is here, with what it cost.'));
  const input = element('textarea', { id: 'prompt', rows: 2, maxLength: 8000, value: 'How do credits work?' });
  const ending = options(element('select', { id: 'ending' }), Object.entries(ENDINGS).map(([value, [name]]) => [value, name]), 'SHORT');
  const send = element('button', { id: 'send' }, 'Send');
  const stop = button('Stop', () => {}, { id: 'stop', disabled: true });
  const estimate = element('cost-estimate', { team: teamId, service: 'CHAT' });
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

  /** Says whether it was said to the end. */
  async function speak() {
    const place = add('');
    let isStopped = false;
    stop.disabled = false;
    stop.onclick = () => {
      isStopped = true;
    };
    for (const word of ANSWER.split(' ')) {
      if (isStopped) {
        break;
      }
      place.textContent += word + ' ';
      talk.scrollTop = talk.scrollHeight;
      await pause(MILLIS_BETWEEN_WORDS);
    }
    stop.disabled = true;
    return !isStopped;
  }

  async function answer(messageId, asked) {
    const inputTokens = tokensOf(context + asked);
    const [, { failure, outputTokens }] = ENDINGS[ending.value];
    const isSaid = failure ? false : await speak();
    const completion = isSaid ? { outcome: 'SUCCEEDED', inputTokens, outputTokens } : { outcome: 'FAILED', failure: failure ?? 'CANCELLED' };
    const settled = await call(`${messages}/${messageId}/completion`, { method: 'POST', body: completion });
    add(costOf(settled, completion), 'cost');
    if (isSaid) {
      context += asked + ANSWER;
      done('answered');
    }
  }

  let attempted = null;

  /** After no answer the same message is the same attempt, so that it is not admitted twice. */
  function keyOf(asked, body) {
    const content = JSON.stringify([asked, body]);
    attempted = attempted?.content === content ? attempted : { content, key: crypto.randomUUID() };
    return attempted.key;
  }

  async function exchange(asked) {
    try {
      const [, { outputTokens }] = ENDINGS[ending.value];
      const body = { estimatedInputTokens: tokensOf(context + asked), maxOutputTokens: outputTokens ?? MOST_OUTPUT_TOKENS };
      const { messageId } = await call(messages, { method: 'POST', key: keyOf(asked, body), body });
      attempted = null;
      add(asked, 'mine');
      input.value = '';
      await answer(messageId, asked);
    } catch (problem) {
      if (!(problem instanceof Problem)) {
        throw problem;
      }
      attempted = problem.status === 0 ? attempted : null;
      add(`Refused: ${rolesInWords(problem.message)}`, 'refused');
      if (await report(problem)) {
        done('refused');
      }
    }
  }

  const form = element('form', { onsubmit: async event => {
    event.preventDefault();
    const asked = input.value.trim();
    if (asked && !isBusy) {
      isBusy = true;
      await attempt(() => exchange(asked));
      isBusy = false;
      foresee();
    }
  } }, ...field('Message', input), element('div', { className: 'fields' }, element('div', {}, ...field('Simulate', ending))),
  buttons(send, stop), estimate);
  form.addEventListener('input', foresee);
  document.addEventListener('credits:purchased', ({ detail }) => add(`${count(detail.purchase.credits)} credits were added. Send your message again.`, 'cost'));
  foresee();
  return section('Chat', talk, form);
}
