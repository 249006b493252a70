// Requests to the API with a token: the session's on a page, a host page's in the widgets.
import { Problem, answerOf } from './problem.js';
import { request } from './request.js';

const UNAUTHENTICATED = 401;

export class Client {
  #address;
  #token;
  #ended;

  /**
   * @param address of the API
   * @param token promises a token; called with the refused one, if one was refused
   * @param ended what to tell a person whose second token is refused too
   */
  constructor(address, token, ended) {
    this.#address = address;
    this.#token = token;
    this.#ended = ended;
  }

  /**
   * The response as it comes, for what is read piece by piece. A refused token is replaced once.
   *
   * @param path below the API's address
   * @param options as for request
   * @throws Problem if the service refuses
   */
  async open(path, options) {
    const first = await this.#token(null);
    let response = await request(this.#address + path, first, options);
    if (response.status === UNAUTHENTICATED) {
      response = await request(this.#address + path, await this.#token(first), options);
    }
    if (response.status === UNAUTHENTICATED) {
      throw new Problem({ detail: this.#ended }, UNAUTHENTICATED);
    }
    return response.ok ? response : answerOf(response);
  }

  /** The response's JSON, null without one; options as for open. @throws Problem if the service refuses */
  call = async (path, options) => answerOf(await this.open(path, options));
}

/**
 * The idempotency key of a request that must take effect once. Without an answer, the same content is the same attempt and keeps
 * its key.
 */
export class Attempt {
  #content = null;
  #key = null;

  /**
   * Sends a request.
   *
   * @param content what is asked for
   * @param send does it; called with the key
   */
  async send(content, send) {
    const asked = JSON.stringify(content);
    if (asked !== this.#content) {
      this.#content = asked;
      this.#key = crypto.randomUUID();
    }
    try {
      const answer = await send(this.#key);
      this.#content = null;
      return answer;
    } catch (problem) {
      this.#content = problem instanceof Problem && problem.isAnswer ? null : this.#content;
      throw problem;
    }
  }
}
