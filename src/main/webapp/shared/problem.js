// What the service says when it refuses (problem+json), as an error that can be shown.
export class Problem extends Error {
  constructor(content, status) {
    const fields = (content.violations ?? []).map(violation => `${violation.field} ${violation.message}`).join('; ');
    super(fields || content.detail || content.title || `The service answered ${status}.`);
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
