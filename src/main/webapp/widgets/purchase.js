// One purchase after the other, from the click to what became of it.
import { Attempt } from '../shared/client.js';
import { pause } from '../shared/request.js';

const FORBIDDEN = 403;
const NOT_FOUND = 404;
const MILLIS_BETWEEN_LOOKS = 1000;
const LOOKS_UNTIL_SLOWER = 120;
const SLOWER = 5;

/**
 * A tab for the checkout, opened in the very click, as browsers allow none later; null if they do not even then. It cannot reach
 * the page that opened it.
 */
export function checkoutTab() {
  const tab = window.open('', '_blank');
  if (tab) {
    tab.opener = null;
    tab.document.title = 'Checkout';
    tab.document.body.textContent = 'Opening the checkout …';
  }
  return tab;
}

export class Purchasing {
  #attempt = new Attempt();

  constructor(connection) {
    this.connection = connection;
  }

  get #path() {
    return this.connection.path + '/purchases';
  }

  /** Begins a purchase. */
  begin({ code, price }, returnUrl) {
    const body = { package: code, price, ...(returnUrl ? { returnUrl } : {}) };
    return this.#attempt.send(body, key => this.connection.call(this.#path, { method: 'POST', key, body }));
  }

  /**
   * Asks until the purchase is paid or over; the service asks Stripe in turn. While there is no answer it goes on.
   *
   * @throws Problem if the purchase may not be looked at
   */
  async outcome({ purchaseId }, signal) {
    for (let look = 0; !signal.aborted; look++) {
      await pause(MILLIS_BETWEEN_LOOKS * (look < LOOKS_UNTIL_SLOWER ? 1 : SLOWER));
      const now = await this.connection.call(`${this.#path}/${purchaseId}`, { signal }).catch(problem => {
        if (problem.status === FORBIDDEN || problem.status === NOT_FOUND) {
          throw problem;
        }
        return null;
      });
      if (now && (now.status !== 'PENDING' || now.problem)) {
        return now;
      }
    }
    return null;
  }
}
