// The question that a refused file asks: whether it takes the place of earlier ones.
import { call } from '../../shared/api.js';
import { button, buttons, element, note, text } from '../../shared/elements.js';
import { counted } from '../../shared/names.js';

const named = ({ fileName, importId, accepted }) => `${fileName ?? importId} (${counted(accepted, 'row')})`;

/** Notes that a refused file is not needed. */
export const dismiss = (importId, reason) =>
  call(`/reconciliation/invoices/${importId}/dismissal`, { method: 'POST', body: { reason } });

/**
 * The reason of a refusal and the answers to choose from; without a question, the reason alone.
 *
 * @param refusal the problem's content: detail, importId, asksAbout
 * @param answer sends the file again; called with what supersedes says
 * @param left called once the file is dismissed
 */
export async function question({ detail, importId, asksAbout }, answer, left) {
  if (!asksAbout?.length) {
    return [note('bad', text(detail))];
  }
  const earlier = await Promise.all(asksAbout.map(id => call('/reconciliation/invoices/' + id)));
  const boxes = earlier.map(each =>
    element('input', { type: 'checkbox', id: 'replaces-' + each.importId, value: each.importId, checked: true }),
  );
  const replace = button('Replace them', () => {
    answer(
      boxes
        .filter(box => box.checked)
        .map(box => box.value)
        .join(','),
    );
  });
  boxes.forEach(box =>
    box.addEventListener('change', () => {
      replace.disabled = !boxes.some(each => each.checked);
    }),
  );
  return [
    note('warn', text(detail)),
    element(
      'fieldset',
      {},
      element('legend', {}, 'What does it replace?'),
      boxes.map((box, index) => element('label', { className: 'work' }, box, ` ${named(earlier[index])}`)),
      buttons(
        replace,
        button('Nothing: both count', () => answer('NONE')),
        button('Leave the file out', async () => {
          await dismiss(importId, 'Left out at the desk');
          left();
        }),
      ),
    ),
  ];
}
