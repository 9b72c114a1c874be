/** @type {import('jest').Config} */
module.exports = {
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  testEnvironment: 'node',
  transform: { '^.+\\.ts$': '@swc/jest', '/node_modules/jose/.+\\.js$': '@swc/jest' },
  // It comes as ECMAScript modules only, which Node requires, but Jest does not.
  transformIgnorePatterns: ['/node_modules/(?!jose/)'],
  // The compiled program also holds the compiled tests.
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/data/'],
  globalSetup: '<rootDir>/test/support/global-setup.ts',
  globalTeardown: '<rootDir>/test/support/global-teardown.ts',
  // On two processors: while one waits for the database, there is another to go on with.
  maxWorkers: 3,
  testTimeout: 120_000,
};
