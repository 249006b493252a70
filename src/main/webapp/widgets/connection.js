// The connection that all elements of a team share on a page: its token and one stream of its balance.
import { Client } from '../shared/client.js';
import { Problem } from '../shared/problem.js';
import { events } from './stream.js';

/** The service that these files come from. */
export const HERE = new URL('..', import.meta.url).href;

const UNAUTHENTICATED = 401;
const ENDED = 'Your session has ended. Sign in again to see the credits.';
const FORBIDDEN = 403;
const NOT_FOUND = 404;
const BUSY = [429, 503];
const FIRST_PAUSE_MILLIS = 1000;
const LONGEST_PAUSE_MILLIS = 5000;
/** The service sends a comment every 15 seconds if there is nothing else to say. */
const SILENCE_MILLIS = 40_000;
/** A figure that is no older than this is not called out of date yet: the stream comes back when its token has ended. */
const GRACE_MILLIS = 3000;
/** A tab that nobody looks at gives its connection back, as browsers and the service allow for a few only. */
const HIDDEN_MILLIS = 60_000;

export class Connection {
  /** CONNECTING (no figure of now yet), LIVE, BUSY (no stream is to be had), OFFLINE, TOKEN (the token is not accepted), REFUSED */
  state = 'CONNECTING';
  /** The JSON of GET /balance; of now only while the state is LIVE. */
  balance = null;
  /** When it was known to be so for the last time. */
  at = null;
  problem = null;
  returnUrl;
  #client;
  #source;
  #token = null;
  #asking = null;
  #isNeeded = false;
  #elements = new Set();
  #running = false;
  #isPaused = false;
  /** A refusal lasts until another token comes. */
  #isRefused = false;
  #stream = null;
  #wake = () => {};
  #grace;
  #hidden;

  constructor(team, service) {
    this.team = team;
    this.path = `/teams/${team}`;
    this.#client = new Client(`${service}api/v1`, refused => this.#tokenBut(refused), ENDED);
    addEventListener('online', () => this.#again());
    addEventListener('offline', () => this.#cut('OFFLINE'));
    addEventListener('pagehide', () => this.#cut('CONNECTING'));
    addEventListener('pageshow', event => event.persisted && this.#again());
    document.addEventListener('visibilitychange', () => this.#looked());
  }

  /** Takes a token, or a function that gets one, instead of the one before. */
  use(source) {
    if (source !== this.#source || this.state === 'REFUSED') {
      this.#source = source;
      this.#isRefused = false;
      this.#token = null;
      this.#isNeeded = false;
      this.#again();
    }
  }

  join(element) {
    this.#elements.add(element);
    this.#wake();
    this.#run();
  }

  leave(element) {
    this.#elements.delete(element);
    setTimeout(() => {
      if (this.#elements.size === 0) {
        this.#cut('CONNECTING');
      }
    });
  }

  /** The first of the team's elements that is called so, undefined if there is none. */
  first(tag) {
    return [...this.#elements].find(element => element.localName === tag);
  }

  /** Lets the page know; an event bubbles up from one of the team's elements. */
  fire(name, detail) {
    const [from = document] = this.#elements;
    from.dispatchEvent(
      new CustomEvent('credits:' + name, { bubbles: true, composed: true, detail: { team: this.team, ...detail } }),
    );
  }

  /** The response's JSON. @throws Problem if the service refuses */
  call = (path, options) => this.#client.call(path, options);

  /** A token, but not the one that was refused. @throws Problem if there is no other */
  async #tokenBut(refused) {
    if (this.#token === null || this.#token === refused) {
      this.#asking ??= this.#ask(refused);
      this.#token = await this.#asking;
      this.#asking = null;
    }
    if (!this.#token || this.#token === refused) {
      if (!this.#isNeeded) {
        this.#isNeeded = true;
        this.fire('token-needed', {});
      }
      throw new Problem({ detail: ENDED }, UNAUTHENTICATED);
    }
    return this.#token;
  }

  async #ask(refused) {
    try {
      return typeof this.#source === 'function' ? await this.#source(refused ?? undefined) : this.#source;
    } catch {
      return null;
    }
  }

  async #run() {
    if (this.#running) {
      return;
    }
    this.#running = true;
    for (let failures = 0; this.#elements.size > 0; failures++) {
      if (!this.#isPaused && !this.#isRefused) {
        const got = await this.#listen();
        failures = got ? 0 : failures;
        this.#token = null;
      }
      await this.#rest(failures);
    }
    this.#running = false;
  }

  /** Reads the stream until it ends; says whether any balance came. */
  async #listen() {
    const stream = new AbortController();
    this.#stream = stream;
    let silence;
    const alive = () => {
      this.at = new Date();
      clearTimeout(silence);
      silence = setTimeout(() => stream.abort(), SILENCE_MILLIS);
    };
    let isAny = false;
    try {
      silence = setTimeout(() => stream.abort(), SILENCE_MILLIS);
      const { body } = await this.#client.open(this.path + '/balance/stream', {
        accept: 'text/event-stream',
        signal: stream.signal,
      });
      for await (const balance of events(body, alive)) {
        isAny = true;
        this.#arrived(balance);
      }
      this.#lost(null);
    } catch (problem) {
      this.#lost(problem);
    } finally {
      clearTimeout(silence);
      stream.abort();
    }
    return isAny;
  }

  #arrived(balance) {
    clearTimeout(this.#grace);
    this.#grace = undefined;
    const isChanged = JSON.stringify(balance) !== JSON.stringify(this.balance);
    this.balance = balance;
    this.#isNeeded = false;
    this.#become('LIVE', null);
    if (isChanged) {
      this.fire('changed', { balance });
    }
  }

  #lost(problem) {
    if (this.#isPaused) {
      return;
    }
    if (problem === null && document.hidden) {
      // The service ends a person's oldest stream for a newer one: a tab that nobody looks at does not take it back.
      this.#isPaused = true;
      this.#become('CONNECTING', null);
    } else if (BUSY.includes(problem?.status)) {
      this.#become('BUSY', problem);
    } else if (problem?.status === FORBIDDEN || problem?.status === NOT_FOUND) {
      this.#isRefused = true;
      this.#become('REFUSED', problem);
    } else if (problem?.status === UNAUTHENTICATED) {
      this.#become('TOKEN', problem);
    } else {
      this.#grace ??= setTimeout(() => this.#become('OFFLINE', problem), GRACE_MILLIS);
    }
  }

  #become(state, problem) {
    this.state = state;
    this.problem = problem;
    this.#elements.forEach(element => element.update());
  }

  #rest(failures) {
    return new Promise(done => {
      const longest = Math.min(LONGEST_PAUSE_MILLIS, FIRST_PAUSE_MILLIS * 2 ** failures);
      const timer =
        this.#isPaused || this.#isRefused ? undefined : setTimeout(done, longest * (0.5 + Math.random() / 2));
      this.#wake = () => {
        clearTimeout(timer);
        done();
      };
    });
  }

  /** Connects at once unless it is connected. */
  #again() {
    this.#isPaused = false;
    this.#wake();
  }

  #cut(state) {
    this.#isPaused = state === 'CONNECTING' && this.#elements.size > 0;
    this.#stream?.abort();
    clearTimeout(this.#grace);
    this.#grace = undefined;
    if (!this.#isRefused) {
      this.#become(state, null);
    }
  }

  #looked() {
    clearTimeout(this.#hidden);
    if (document.hidden) {
      this.#hidden = setTimeout(() => this.#cut('CONNECTING'), HIDDEN_MILLIS);
    } else {
      this.#again();
    }
  }
}
