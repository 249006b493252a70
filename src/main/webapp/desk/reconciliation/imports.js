// Upload of an invoice file, how far it is, and what became of it.
import { call, pause, query } from '../../shared/api.js';
import { Attempt } from '../../shared/client.js';
import { element, note, text } from '../../shared/elements.js';
import { count } from '../../shared/format.js';
import { loadImports, outcome } from './imported.js';
import { question } from './question.js';

const TYPES = { csv: 'text/csv', json: 'application/json', gz: 'application/gzip', zip: 'application/zip' };
const FEW = 5;
const sending = new Attempt();

/** Makes the form work. */
export function listenForFiles() {
  const form = document.getElementById('import');
  form.addEventListener('submit', event => {
    event.preventDefault();
    send(form.querySelector('button'));
  });
}

function tell(...content) {
  document.getElementById('imported').replaceChildren(...content);
}

/** One line with a bar, changed in place so that a reader is not told of each step. */
function meter(name) {
  const line = element('span', {}, `Sending ${name} …`);
  const bar = element('progress', { max: 1, value: 0 });
  tell(element('label', { className: 'work' }, line, bar));
  return {
    sent: (bytes, of) => {
      bar.value = of ? bytes / of : 1;
      line.textContent = `Sent ${count(Math.ceil(bytes / 1000))} of ${count(Math.ceil(of / 1000))} kB`;
    },
    // The number of rows is unknown before the end of the file.
    read: found => {
      bar.removeAttribute('value');
      line.textContent = `Reading: ${count(found?.accepted ?? 0)} rows accepted, ${count(found?.refused ?? 0)} refused so far …`;
    },
  };
}

/** Tells how many rows were read until the answer is there. */
async function watch(fileName, isOver, shown) {
  while (!isOver()) {
    await pause();
    const { items } = await call('/reconciliation/invoices' + query({ limit: FEW })).catch(() => ({ items: [] }));
    const found = items.find(each => each.status === 'LOADING' && each.fileName === fileName);
    if (found && !isOver()) {
      shown.read(found);
    }
  }
}

/** Asks what the sender means; an answer sends the same file again. */
async function ask(problem, again) {
  const left = () => {
    tell(note('', text('The file was left out.')));
    loadImports();
  };
  tell(...(await question({ detail: problem.message, ...problem.content }, again, left)));
}

async function send(button, supersedes) {
  const file = document.getElementById('file').files[0];
  const provider = document.getElementById('provider').value.trim().toUpperCase();
  const format = document.getElementById('format').value;
  button.disabled = true;
  const shown = meter(file.name);
  let isOver = false;
  try {
    const type = TYPES[file.name.split('.').pop().toLowerCase()] ?? 'application/octet-stream';
    watch(file.name, () => isOver, shown);
    const path = '/reconciliation/invoices' + query({ provider, format, supersedes, fileName: file.name });
    const progress = bytes => shown.sent(bytes, file.size);
    const found = await sending.send([path, file.size, file.lastModified], key =>
      call(path, { method: 'POST', body: file, type, key, progress }),
    );
    isOver = true;
    tell(...outcome(found));
  } catch (problem) {
    isOver = true;
    await ask(problem, answer => send(button, answer)).catch(() => tell(note('bad', text(problem.message))));
  } finally {
    button.disabled = false;
    loadImports();
  }
}
