// Files that the service streams: how much has come is shown, and it can be stopped.
import { open } from './api.js';
import { element } from './elements.js';
import { count } from './format.js';

const LINE_END = 10;
const BYTES_PER_KILOBYTE = 1000;
const MILLIS_BETWEEN_NEWS = 150;

function linesIn(bytes) {
  let lines = 0;
  for (let at = bytes.indexOf(LINE_END); at >= 0; at = bytes.indexOf(LINE_END, at + 1)) {
    lines++;
  }
  return lines;
}

/**
 * Reads a CSV file to its end.
 *
 * @param news called now and then with {lines, bytes}; the line with the names of the columns does not count
 * @returns {blob, lines, bytes}
 * @throws Problem if the service refuses, an AbortError if it is stopped, a TypeError if it breaks off
 */
async function read(path, signal, news) {
  const answer = await open(path, { accept: 'text/csv', signal });
  const reader = answer.body.getReader();
  const parts = [];
  const state = { lines: -1, bytes: 0 };
  let toldAt = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) {
      return { ...state, blob: new Blob(parts, { type: 'text/csv' }) };
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
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

const told = ({ lines, bytes }) => `${count(Math.max(lines, 0))} lines, ${count(Math.ceil(bytes / BYTES_PER_KILOBYTE))} kB`;

/**
 * A button that downloads, with its progress beside it.
 *
 * @param target asked at each click for {path, name} of the file
 */
export function downloadButton(label, target) {
  const status = element('span', { role: 'status', className: 'soft' });
  const bar = element('progress', { hidden: true, 'aria-label': label });
  const stop = element('button', { type: 'button', hidden: true }, 'Cancel');
  const start = element('button', { type: 'button', onclick: () => run() }, label);
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
      const { path, name } = target();
      const file = await read(path, stopper.signal, state => { status.textContent = told(state) + ' so far'; });
      save(file.blob, name);
      status.textContent = `${told(file)} downloaded.`;
    } catch (problem) {
      status.textContent = problem.name === 'AbortError' ? 'Cancelled; nothing was saved.'
        : problem.status === undefined ? 'The download broke off; nothing was saved. Try again.' : problem.message;
    } finally {
      busy(false);
      start.focus();
    }
  }
  return element('div', { className: 'download' }, start, stop, bar, status);
}
