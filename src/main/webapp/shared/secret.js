// A secret, shown once in the dialog and never kept by the page.
import { closing, showDialog } from './dialog.js';
import { button, buttons, element, text } from './elements.js';
import { labelled } from './forms.js';

/**
 * @param label of the secret, as in "The key"
 * @param hint where it belongs
 * @param after further sentences
 */
export function showSecret(heading, { secret, intro, label, hint, after }) {
  const shown = element('input', { id: 'secret', value: secret, readOnly: true, spellcheck: false });
  showDialog(
    heading,
    text(intro),
    labelled('secret', label, shown, hint),
    text(after),
    buttons(
      button('Copy', () => navigator.clipboard.writeText(secret).catch(() => shown.select())),
      closing(),
    ),
  );
}
