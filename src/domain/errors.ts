/** One thing that is wrong with what a caller asked for. */
export interface Problem {
  /** Upper case, stable; listed in docs/errors.md. */
  code: string;
  /** Where it is, from the command's own fields; empty where it is the command as a whole. */
  field: string[];
  /** What is expected, for a person. Never carries another field's value. */
  message: string;
}

/** A refusal that the caller can act on. Nothing was recorded. */
export class DomainError extends Error {
  constructor(readonly problems: Problem[]) {
    super(problems.map(({ code, message }) => `${code}: ${message}`).join('; '));
    this.name = 'DomainError';
  }
}

export function refusal(code: string, field: string | null, message: string): DomainError {
  return new DomainError([{ code, field: field === null ? [] : [field], message }]);
}
