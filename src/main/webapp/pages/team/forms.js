// Forms whose mistakes are told at the field, by the page before sending and by the service afterwards.
import { element } from '../../shared/elements.js';

/** An input with its label, an explanation and a place for what is wrong with it. */
export function labelled(name, label, input, explanation) {
  const id = input.id || 'field-' + name;
  Object.assign(input, { id, name });
  const hints = [];
  if (explanation) {
    hints.push(element('small', { id: id + '-hint' }, explanation));
  }
  const wrong = element('span', { id: id + '-wrong', className: 'wrong' });
  input.setAttribute('aria-describedby', [...hints, wrong].map(part => part.id).join(' '));
  if (input.type === 'checkbox') {
    return element('div', {}, element('label', { className: 'tick' }, input, label), ...hints, wrong);
  }
  return element('div', {}, element('label', { htmlFor: id }, label), input, ...hints, wrong);
}

function clear(form) {
  form.querySelectorAll('.wrong').forEach(place => place.replaceChildren());
  form.querySelectorAll('[aria-invalid]').forEach(input => input.removeAttribute('aria-invalid'));
  form.querySelector('[role=status]')?.replaceChildren();
}

/** Tells violations [{field, message}] at their fields. @returns those that belong to no field */
function tell(form, violations) {
  const without = [];
  for (const { field, message } of violations) {
    const input = form.elements.namedItem(field);
    const place = input && form.querySelector('#' + CSS.escape(input.id + '-wrong'));
    if (!place) {
      without.push(`${field} ${message}`);
      continue;
    }
    input.setAttribute('aria-invalid', 'true');
    place.textContent = message.charAt(0).toUpperCase() + message.slice(1).replace(/\.?$/, '.');
  }
  form.querySelector('[aria-invalid]')?.focus();
  return without;
}

/**
 * A form that is sent by a script.
 *
 * @param check gives violations found before anything is sent
 * @param send does it; gives the text that tells of success
 */
export function handled(form, check, send) {
  const status = element('p', { role: 'status' });
  form.append(status);
  form.noValidate = true;
  form.addEventListener('submit', async event => {
    event.preventDefault();
    clear(form);
    const found = check();
    if (found.length > 0) {
      status.textContent = tell(form, found).join('; ') || 'Nothing was saved. Correct the fields that are marked.';
      return;
    }
    const button = form.querySelector('button[type=submit]');
    button.disabled = true;
    try {
      status.textContent = await send() ?? '';
    } catch (problem) {
      const others = tell(form, problem.content?.violations ?? []);
      status.textContent = problem.content?.violations ? others.join('; ') || 'Nothing was saved. Correct the fields that are marked.' : problem.message;
    } finally {
      button.disabled = false;
    }
  });
  return form;
}
