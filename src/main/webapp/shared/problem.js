// What the service says when it refuses (problem+json), as an error that can be shown.
const AWAY = [502, 503, 504];

const withoutWords = status =>
  AWAY.includes(status)
    ? 'The service is starting or overloaded. Try again in a moment.'
    : `The service answered ${status}. Try again; if it stays so, tell whoever runs the service.`;

export class Problem extends Error {
  constructor(content, status) {
    const fields = (content.violations ?? []).map(violation => `${violation.field} ${violation.message}`).join('; ');
    super(fields || content.detail || content.title || withoutWords(status));
    this.status = status;
    this.content = content;
    this.type = (content.type ?? '').replace('urn:credits:problem:', '');
  }

  /** The service did not answer at all. */
  static unreachable() {
    return new Problem({ detail: 'The service cannot be reached. Try again in a moment.' }, 0);
  }
}

/** The JSON of an answer, null without one. @throws Problem if it is a refusal */
export async function answerOf(answer) {
  const content = answer.status === 204 ? null : await answer.json().catch(() => ({}));
  if (!answer.ok) {
    throw new Problem(content ?? {}, answer.status);
  }
  return content;
}
