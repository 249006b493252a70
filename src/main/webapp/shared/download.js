// Files that the service streams: they need the session's token, so that they cannot be plain links. How much has come is
// shown, and it can be stopped.
import { open } from './api.js';
import { button, element } from './elements.js';
import { count } from './format.js';

const LINE_END = 10;
const BYTES_PER_KILOBYTE = 1000;
const MILLIS_BETWEEN_NEWS = 150;
const MILLIS_TO_SAVE = 60_000;
const CSV = 'text/csv';

function linesIn(bytes) {
  let lines = 0;
  for (let at = bytes.indexOf(LINE_END); at >= 0; at = bytes.indexOf(LINE_END, at + 1)) {
    lines++;
  }
  return lines;
}

/**
 * Reads a file to its end.
 *
 * @param news called now and then with {lines, bytes}
 * @returns {blob, lines, bytes}
 * @throws Problem if the service refuses, an AbortError if it is stopped, a TypeError if it breaks off
 */
async function read(path, accept, signal, news) {
  const answer = await open(path, { accept, signal });
  const reader = answer.body.getReader();
  const parts = [];
  const state = { lines: 0, bytes: 0 };
  let toldAt = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) {
      return { ...state, blob: new Blob(parts, { type: accept }) };
    }
    parts.push(value);
    state.bytes += value.length;
    state.lines += linesIn(value);
    if (performance.now() - toldAt > MILLIS_BETWEEN_NEWS) {
      toldAt = performance.now();
      news(state);
    }
  }
}

function save(blob, name) {
  const address = URL.createObjectURL(blob);
  element('a', { href: address, download: name }).click();
  // The browser has taken the file over by then.
  setTimeout(() => URL.revokeObjectURL(address), MILLIS_TO_SAVE);
}

/** The size of what has come; of a table also its lines, without the one with the names of the columns. */
function told({ lines, bytes }, accept) {
  const size = `${count(Math.ceil(bytes / BYTES_PER_KILOBYTE))} kB`;
  return accept === CSV ? `${count(Math.max(lines - 1, 0))} lines, ${size}` : size;
}

/**
 * A button that downloads, with its progress beside it.
 *
 * @param target asked at each click for {path, name, accept} of the file, a CSV file unless it says otherwise
 */
export function downloadButton(label, target) {
  const status = element('span', { role: 'status', className: 'soft' });
  const bar = element('progress', { hidden: true, 'aria-label': label });
  const stop = button('Cancel', () => {}, { hidden: true });
  const start = button(label, () => run());
  const busy = isBusy => {
    start.disabled = isBusy;
    bar.hidden = stop.hidden = !isBusy;
  };
  async function run() {
    const stopper = new AbortController();
    stop.onclick = () => stopper.abort();
    busy(true);
    status.textContent = 'Waiting for the first lines …';
    try {
      const { path, name, accept = CSV } = target();
      const file = await read(path, accept, stopper.signal, state => {
        status.textContent = told(state, accept) + ' so far';
      });
      save(file.blob, name);
      status.textContent = `${told(file, accept)} downloaded.`;
    } catch (problem) {
      status.textContent =
        problem.name === 'AbortError'
          ? 'Cancelled; nothing was saved.'
          : problem.status === undefined
            ? 'The download was interrupted; nothing was saved. Try again.'
            : problem.message;
    } finally {
      busy(false);
      start.focus();
    }
  }
  return element('div', { className: 'download' }, start, stop, bar, status);
}
