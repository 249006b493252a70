// A refusal of the service (problem+json), as an error that can be shown.
const AWAY = [502, 503, 504];
const FAULT = 500;
const URN = 'urn:credits:problem:';

const withoutWords = status =>
  AWAY.includes(status)
    ? 'The service is starting or overloaded. Try again in a moment.'
    : `The service answered ${status}. Try again; if this continues, tell whoever runs the service.`;

/** The kind of a problem+json, as in insufficient-credits. */
export const typeOf = ({ type }) => (type?.startsWith(URN) ? type.slice(URN.length) : '');

export class Problem extends Error {
  constructor(content, status) {
    const fields = (content.violations ?? []).map(violation => `${violation.field} ${violation.message}`).join('; ');
    super(fields || content.detail || content.title || withoutWords(status));
    this.status = status;
    this.content = content;
    this.type = typeOf(content);
  }

  /** No answer came from the service. */
  static unreachable() {
    return new Problem({ detail: 'The service cannot be reached. Try again in a moment.' }, 0);
  }

  /** True if the service has decided; otherwise the request may have taken effect. */
  get isAnswer() {
    return this.status !== 0 && this.status < FAULT;
  }
}

/** The JSON of a response, null without one. @throws Problem if it is a refusal */
export async function answerOf(response) {
  const content = response.status === 204 ? null : await response.json().catch(() => ({}));
  if (!response.ok) {
    throw new Problem(content ?? {}, response.status);
  }
  return content;
}
