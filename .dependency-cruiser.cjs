/**
 * Which folder may import from which: domain <- store <- graphql <- http <- cli <- main; proofreading stands
 * beside the store, outbound beside all: it knows addresses only. Webhooks
 * send what the API says, beside http. Imports of types count as any other. Checked by `npm run lint` and by test/structure.test.ts.
 */

/** All that is ours. */
const ours = '^(src|migrations|test|bench)/';

/** A rule by which the folder imports, of what is ours, from itself and these others only. */
function mayImport(folder, ...others) {
  return {
    name: `${folder}-imports-${others.join('-and-') || 'nothing-else'}`,
    severity: 'error',
    from: { path: `^src/${folder}/` },
    to: { path: ours, pathNot: [folder, ...others].map((name) => `^src/${name}[/.]`) },
  };
}

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    mayImport('domain'),
    mayImport('store', 'domain'),
    mayImport('proofreading', 'domain'),
    mayImport('outbound'),
    mayImport('graphql', 'outbound', 'proofreading', 'store', 'domain'),
    mayImport('http', 'import', 'graphql', 'outbound', 'store', 'domain'),
    mayImport('webhooks', 'graphql', 'outbound', 'store', 'domain'),
    mayImport('import', 'store', 'domain'),
    mayImport('cli', 'import', 'webhooks', 'http', 'graphql', 'outbound', 'store', 'domain'),
    {
      name: 'domain-is-pure',
      comment: 'Calendars, holidays and templates; no clock, no network, no file, not even of Node.',
      severity: 'error',
      from: { path: '^src/domain/' },
      to: { pathNot: ['^src/', '^node_modules/(luxon|date-holidays|liquidjs)/'] },
    },
    {
      name: 'sql-in-store-only',
      comment: 'Others ask the store. The command line may look whether a database can be reached at all.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(store|cli)/' },
      to: { path: '^node_modules/(pg|typeorm)/' },
    },
    {
      name: 'proofreading-beside-the-program',
      comment: 'It takes long and all of a processor: only the worker that runs beside the program loads it.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/proofreading/worker\\.js$' },
      to: { path: '^(node_modules/)?harper\\.js(/|$)' },
    },
    {
      name: 'migrations-stand-alone',
      comment: 'A migration does the same for ever, whatever becomes of the program.',
      severity: 'error',
      from: { path: '^migrations/' },
      to: { pathNot: '^node_modules/typeorm/' },
    },
    {
      name: 'nothing-imports-main',
      severity: 'error',
      from: {},
      to: { path: '^src/main\\.ts$' },
    },
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-orphans',
      comment: 'What nothing imports is not used. Migrations are found by their folder.',
      severity: 'error',
      from: { orphan: true, pathNot: '^(migrations/|src/main\\.ts$)' },
      to: {},
    },
    {
      name: 'only-what-is-there',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'only-declared-packages',
      comment:
        'What another package happens to bring along, and tools for development, may be gone tomorrow.',
      severity: 'error',
      from: {},
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown', 'npm-dev', 'unknown', 'undetermined'] },
    },
  ],
  options: {
    // TypeScript 7 has no interface for tools; swc reads its syntax, and sees imports of types.
    parser: 'swc',
    doNotFollow: { path: 'node_modules' },
    // The modules may stand elsewhere, behind a link.
    preserveSymlinks: true,
    enhancedResolveOptions: {
      extensions: ['.ts', '.js', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['require', 'import', 'node', 'default'],
    },
  },
};
