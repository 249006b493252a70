// One purchase after the other, from the click to what became of it.
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
  #attempt = null;

  constructor(connection) {
    this.connection = connection;
  }

  get #path() {
    return this.connection.path + '/purchases';
  }

  /** Begins a purchase. After no answer, the same package is the same attempt, so that it is not begun twice. */
  async begin(offer, returnUrl) {
    if (this.#attempt?.code !== offer.code || this.#attempt.price !== offer.price) {
      this.#attempt = { code: offer.code, price: offer.price, key: crypto.randomUUID() };
    }
    try {
      const body = { package: offer.code, price: offer.price, ...(returnUrl ? { returnUrl } : {}) };
      const purchase = await this.connection.call(this.#path, { method: 'POST', key: this.#attempt.key, body });
      this.#attempt = null;
      return purchase;
    } catch (problem) {
      this.#attempt = problem.status === 0 || problem.status >= 500 ? this.#attempt : null;
      throw problem;
    }
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
