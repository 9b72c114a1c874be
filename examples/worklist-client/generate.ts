import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { codegen } from '@graphql-codegen/core';
import * as typedDocuments from '@graphql-codegen/typed-document-node';
import * as operationTypes from '@graphql-codegen/typescript-operations';
import { parse } from 'graphql';

const root = process.cwd();
const read = (path: string) => readFileSync(join(root, path), 'utf8');

/** The types of the client's operations, and their texts. */
async function generateTypes(): Promise<string> {
  const path = 'examples/worklist-client/operations.graphql';
  return codegen({
    filename: 'examples/worklist-client/generated.ts',
    schema: parse(read('schema/schema.graphql')),
    documents: [{ location: path, document: parse(read(path)) }],
    plugins: [{ operationTypes: {} }, { typedDocuments: {} }],
    pluginMap: { operationTypes, typedDocuments },
    config: {
      // Strings instead of parsed documents: a browser need not carry a parser.
      documentMode: 'string',
      onlyOperationTypes: true,
      enumsAsTypes: true,
      useTypeImports: true,
      scalars: { DateTime: 'string', Date: 'string', Duration: 'string' },
    },
  });
}

generateTypes().then((text) => process.stdout.write(text));
