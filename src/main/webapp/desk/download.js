// Files of the API, which need the session's token and so cannot be plain links.
import { open } from '../shared/api.js';
import { element } from '../shared/elements.js';

const MILLIS_TO_SAVE = 60_000;

/**
 * Fetches a file and hands it to the browser's downloads.
 *
 * @param name what the file is called
 * @param progress called with the bytes that have come so far
 */
export async function download(path, accept, name, progress = () => {}) {
  const answer = await open(path, { accept });
  const parts = [];
  let bytes = 0;
  for (const reader = answer.body.getReader(); ;) {
    const { done, value } = await reader.read();
    if (done) {
      break;
    }
    parts.push(value);
    bytes += value.length;
    progress(bytes);
  }
  const address = URL.createObjectURL(new Blob(parts, { type: accept }));
  element('a', { href: address, download: name }).click();
  // Some browsers read it a little later.
  setTimeout(() => URL.revokeObjectURL(address), MILLIS_TO_SAVE);
}

/** A button that fetches a file; what goes wrong and how much has come is said beside it. */
export function downloadButton(label, path, accept, name) {
  const said = element('span', { role: 'status', className: 'soft' });
  const pressed = element('button', { type: 'button', onclick: async () => {
    pressed.disabled = true;
    try {
      await download(path, accept, name, bytes => { said.textContent = `${Math.ceil(bytes / 1000).toLocaleString()} kB …`; });
      said.textContent = 'Saved.';
    } catch (problem) {
      said.textContent = problem.message;
    } finally {
      pressed.disabled = false;
    }
  } }, label);
  return element('span', { className: 'download' }, pressed, ' ', said);
}
