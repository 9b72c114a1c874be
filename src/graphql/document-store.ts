import type { DocumentNode } from 'graphql';

/** Of all documents together; parsed, they take many times as many bytes. */
const charactersMax = 300_000;

/**
 * Documents that are valid, so that the next request with the same is neither parsed nor checked again. The ones not
 * asked for longest go first: Apollo's own store would let unlike documents grow to some hundred megabytes.
 */
export class DocumentStore {
  private readonly documents = new Map<string, DocumentNode>();
  private characters = 0;

  async get(key: string): Promise<DocumentNode | undefined> {
    const document = this.documents.get(key);
    if (document) {
      this.documents.delete(key);
      this.documents.set(key, document);
    }
    return document;
  }

  async set(key: string, document: DocumentNode): Promise<void> {
    await this.delete(key);
    this.documents.set(key, document);
    this.characters += sizeOf(document);
    for (const [oldest] of this.documents) {
      if (this.characters <= charactersMax) break;
      await this.delete(oldest);
    }
  }

  async delete(key: string): Promise<boolean> {
    const document = this.documents.get(key);
    if (document) this.characters -= sizeOf(document);
    return this.documents.delete(key);
  }
}

const sizeOf = ({ loc }: DocumentNode): number => loc?.end ?? 0;
