import type { Client } from './client';
import {
  DraftDocument,
  type EntryFragment,
  RecordAttemptDocument,
  type RecordAttemptMutation,
  type RecordContactAttemptInput,
  WorklistChangedDocument,
  WorklistPageDocument,
  type WorklistWhere,
} from './generated';

const entriesPerPage = 25;

export type Recorded = RecordAttemptMutation['recordContactAttempt'];

/** What a recruiter says of an attempt; to whom, and on what, the entry tells. */
export type Attempt = Pick<RecordContactAttemptInput, 'attemptedAt' | 'method' | 'response' | 'note'>;

/** A page of the worklist, most urgent first, and what a recruiter does with its entries. */
export class WorklistPage {
  entries: EntryFragment[] = [];
  private cursor: string | null = null;
  private hasMore = true;

  constructor(
    private readonly client: Client,
    private readonly where: WorklistWhere = {},
  ) {}

  /** The first entries, as they are now. */
  async load(): Promise<EntryFragment[]> {
    this.entries = [];
    this.cursor = null;
    this.hasMore = true;
    return this.more();
  }

  /** The next entries; none where all are there. */
  async more(): Promise<EntryFragment[]> {
    if (!this.hasMore) return [];
    const variables = { first: entriesPerPage, after: this.cursor, where: this.where };
    const { worklist } = await this.client.ask(WorklistPageDocument, variables);
    this.entries.push(...worklist.nodes);
    this.cursor = worklist.pageInfo.endCursor;
    this.hasMore = worklist.pageInfo.hasNextPage;
    return worklist.nodes;
  }

  /** The first entries, now and each time that they may look different, for as long as somebody reads on. */
  async *follow(): AsyncGenerator<EntryFragment[]> {
    for await (const _ of this.client.follow(WorklistChangedDocument, { where: this.where })) {
      yield await this.load();
    }
  }

  /** A text to start from; null for what needs none. */
  async draft({ application }: EntryFragment, locale = 'en') {
    const found = await this.client.ask(DraftDocument, { applicationId: application.id, locale });
    return found.application?.nextAction.draft ?? null;
  }

  /**
   * Records what the recruiter did about an entry. Where somebody else was quicker, `userErrors` has
   * VERSION_CONFLICT, and the entry is to be read again.
   */
  async record({ application, action }: EntryFragment, attempt: Attempt): Promise<Recorded> {
    const { role, contact } = action.recipient ?? {};
    const input = {
      ...attempt,
      applicationId: application.id,
      expectedVersion: application.version,
      contactId: contact?.id,
      recipientRole: contact ? undefined : role,
      idempotencyKey: crypto.randomUUID(),
    };
    return (await this.client.ask(RecordAttemptDocument, { input })).recordContactAttempt;
  }
}
