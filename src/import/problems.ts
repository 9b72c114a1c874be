/** A file, or the way it is to be read, that nothing can be imported from. The message is for a person. */
export class ImportError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'ImportError';
  }
}

/** Something about one line of the file, for a person. */
export interface LineMessage {
  /** As a text editor counts, the heading being line 1; of several lines in one record, the first. */
  line: number;
  /** The column's title in the file; null where it is the line as a whole. */
  column: string | null;
  message: string;
}

/** In the order of the file. */
export function inFileOrder(messages: readonly LineMessage[]): LineMessage[] {
  return [...messages].sort((one, other) => one.line - other.line);
}

/** A value as a message quotes it: on one line, and not too long. */
export function quoted(value: string): string {
  const flat = value.replace(/\s+/g, ' ');
  return `"${flat.length > 60 ? `${flat.slice(0, 57)}...` : flat}"`;
}
