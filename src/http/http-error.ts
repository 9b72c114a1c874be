/** The `extensions.code` of each error that is answered before GraphQL has a say, with its HTTP status. */
export const statusOfCode = {
  BAD_REQUEST: 400,
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  METHOD_NOT_ALLOWED: 405,
  REQUEST_TIMEOUT: 408,
  PAYLOAD_TOO_LARGE: 413,
  UNSUPPORTED_MEDIA_TYPE: 415,
  RATE_LIMITED: 429,
  HEADERS_TOO_LARGE: 431,
  INTERNAL_SERVER_ERROR: 500,
  SERVICE_UNAVAILABLE: 503,
  IDENTITY_PROVIDER_UNAVAILABLE: 503,
} as const;
export type HttpErrorCode = keyof typeof statusOfCode;

export const jsonType = 'application/json; charset=utf-8';

/** A request that cannot be served. Its message is for the client: it holds nothing of the request's values. */
export class HttpError extends Error {
  override name = 'HttpError';

  constructor(
    readonly code: HttpErrorCode,
    message: string,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
  }

  get status(): number {
    return statusOfCode[this.code];
  }

  /** As one of the errors of a GraphQL answer. */
  get formatted(): { message: string; extensions: { code: HttpErrorCode } } {
    return { message: this.message, extensions: { code: this.code } };
  }

  /** The body: what a GraphQL client finds in any other error. */
  get body(): string {
    return JSON.stringify({ errors: [this.formatted] });
  }
}

/** The answer to every address at which there is nothing, or nothing any more. */
export function nothingHere(): HttpError {
  return new HttpError('NOT_FOUND', 'There is nothing here. GraphQL is at /graphql.');
}
