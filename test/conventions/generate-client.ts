import { readFileSync } from 'node:fs';
import { codegen } from '@graphql-codegen/core';
import * as typedDocumentNode from '@graphql-codegen/typed-document-node';
import * as typescript from '@graphql-codegen/typescript';
import * as typescriptOperations from '@graphql-codegen/typescript-operations';
import { parse } from 'graphql';

// A program of its own: the generator needs modules that Jest cannot load.

const schema = parse(readFileSync('schema/schema.graphql', 'utf8'));
const location = 'schema/examples.graphql';
const documents = [{ location, document: parse(readFileSync(location, 'utf8')) }];
const config = {
  scalars: { DateTime: 'string', Date: 'string', Duration: 'string' },
  enumsAsTypes: true,
  useTypeImports: true,
};

Promise.all([
  codegen({
    ...{ schema, documents, config, filename: 'schema.ts' },
    ...{ plugins: [{ typescript: {} }], pluginMap: { typescript } },
  }),
  codegen({
    ...{ schema, documents, config, filename: 'client.ts' },
    ...{ plugins: [{ typescriptOperations: {} }, { typedDocumentNode: {} }] },
    pluginMap: { typescriptOperations, typedDocumentNode },
  }),
]).then((files) => process.stdout.write(JSON.stringify(files)));
