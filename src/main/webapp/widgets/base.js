// The base of all elements: their team and their look.
import { Connection, HERE } from './connection.js';
import { COMMON } from './style.js';

const connections = new Map();
const waiting = new Set();

/**
 * Tells all elements of a team on the page how to reach the service.
 *
 * @param team its id; elements that name no team are of the first one
 * @param token a token, or a function that returns one or the promise of one; it is called again when a token is not accepted
 *     any more
 * @param service where the service is, if it is not where this file comes from
 * @param returnUrl where the checkout leads back to
 */
export function connect({ team, token, service = HERE, returnUrl }) {
  if (!team) {
    return;
  }
  const connection = connections.get(team) ?? new Connection(team, service);
  connections.set(team, connection);
  connection.returnUrl = returnUrl ?? connection.returnUrl;
  connection.use(token);
  [...waiting].forEach(element => element.attach());
}

/** The connection of a team, or of the first one. */
export const connectionOf = team => (team ? connections.get(team) : connections.values().next().value) ?? null;

export class CreditsElement extends HTMLElement {
  static observedAttributes = ['team', 'token'];

  connection = null;

  constructor(...sheets) {
    super();
    this.attachShadow({ mode: 'open' }).adoptedStyleSheets = [COMMON, ...sheets];
  }

  get team() {
    return this.getAttribute('team');
  }

  set team(id) {
    this.setAttribute('team', id);
  }

  connectedCallback() {
    this.attach();
    this.update();
  }

  disconnectedCallback() {
    this.#detach();
    waiting.delete(this);
  }

  attributeChangedCallback(name) {
    if (this.isConnected && CreditsElement.observedAttributes.includes(name)) {
      this.attach();
    }
  }

  /** Joins the team's connection, or waits until there is one. */
  attach() {
    const token = this.getAttribute('token');
    if (this.team && token && token !== this.#token) {
      this.#token = token;
      connect({ team: this.team, token });
    }
    const found = connectionOf(this.team);
    if (found !== this.connection) {
      this.#detach();
      this.connection = found;
      found?.join(this);
    }
    if (found) {
      waiting.delete(this);
    } else {
      waiting.add(this);
    }
  }

  #token = null;

  #detach() {
    this.connection?.leave(this);
    this.connection = null;
  }

  /** Called when the balance or the state of the connection has changed. */
  update() {}
}
