// Forms, which scripts send. What is wrong is told at its field if it has one, otherwise below the form: by the page before
// anything is sent, and by the service afterwards.
import { element, note, text } from './elements.js';

const MARKED = 'Nothing was saved. Correct the marked fields.';

/** A field with its label, an explanation and a place for what is wrong with it. */
export function labelled(name, label, input, explanation) {
  const id = input.id || 'field-' + name;
  Object.assign(input, { id, name });
  const hints = explanation ? [element('small', { id: id + '-hint' }, explanation)] : [];
  const wrong = element('span', { id: id + '-wrong', className: 'wrong' });
  input.setAttribute('aria-describedby', [...hints, wrong].map(part => part.id).join(' '));
  const named =
    input.type === 'checkbox'
      ? [element('label', { className: 'check' }, input, label)]
      : [element('label', { htmlFor: id }, label), input];
  return element('div', {}, ...named, ...hints, wrong);
}

function clear(form, outcome) {
  form.querySelectorAll('.wrong').forEach(place => place.replaceChildren());
  form.querySelectorAll('[aria-invalid]').forEach(input => input.removeAttribute('aria-invalid'));
  outcome.replaceChildren();
}

/** Tells violations [{field, message}] at their fields. @returns those that belong to no field */
function mark(form, violations) {
  const without = [];
  for (const { field, message } of violations) {
    const input = form.elements.namedItem(field);
    const place = input && form.querySelector('#' + CSS.escape(input.id + '-wrong'));
    if (place) {
      input.setAttribute('aria-invalid', 'true');
      place.textContent = message;
    } else {
      without.push(`${field} ${message}`);
    }
  }
  form.querySelector('[aria-invalid]')?.focus();
  return without;
}

/**
 * Makes a form send itself; its buttons are off meanwhile.
 *
 * @param send does it; gives the text that tells of success, if there is to be one
 * @param check gives the violations that the page finds, instead of what the browser itself would say
 */
export function sending(form, send, check) {
  const outcome = element('div', { role: 'status', className: 'outcome' });
  const refused = violations => outcome.replaceChildren(note('bad', text(mark(form, violations).join('; ') || MARKED)));
  form.append(outcome);
  form.noValidate = Boolean(check);
  form.addEventListener('input', ({ target }) => {
    target.removeAttribute('aria-invalid');
    form.querySelector('#' + CSS.escape(target.id + '-wrong'))?.replaceChildren();
  });
  form.addEventListener('submit', async event => {
    event.preventDefault();
    clear(form, outcome);
    const found = check?.() ?? [];
    if (found.length > 0) {
      refused(found);
      return;
    }
    const pressed = [...form.querySelectorAll('button')].filter(each => !each.disabled);
    pressed.forEach(each => {
      each.disabled = true;
    });
    try {
      outcome.textContent = (await send(event)) ?? '';
    } catch (problem) {
      if (check && problem.content?.violations) {
        refused(problem.content.violations);
      } else {
        outcome.replaceChildren(note('bad', text(problem.message)));
      }
    } finally {
      pressed.forEach(each => {
        each.disabled = false;
      });
    }
  });
  return form;
}
