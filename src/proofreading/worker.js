/**
 * Runs beside the program, in a thread of its own, since the library blocks the one that it runs in.
 * Plain JavaScript, so that it runs as it is, from the sources in tests as from what is built.
 */
const { existsSync } = require('node:fs');
const { parentPort } = require('node:worker_threads');

/** Rules that are wrong too often in letters: SAM for the name Sam; "are news". */
const misleading = new Set(['OrthographicConsistency', 'ThereIsAgreement']);

async function load() {
  const { LocalLinter } = await import('harper.js');
  const { slimBinary } = await import('harper.js/slimBinary');
  // The library reads its file only from a path that needs no percent encoding.
  const isFound = existsSync(new URL(slimBinary.url).pathname);
  const binary = isFound ? slimBinary : (await import('harper.js/slimBinaryInlined')).slimBinaryInlined;
  const linter = new LocalLinter({ binary });
  await linter.setup();
  return linter;
}

const loading = load();

/** @param {import('./proofread').Task} task */
async function proofread({ text, dialect }) {
  const { Dialect } = await import('harper.js');
  const linter = await loading;
  await linter.setDialect(Dialect[dialect]);
  const byRule = Object.entries(await linter.organizedLints(withoutEndless(text), { language: 'plaintext' }));
  return byRule
    .filter(([rule]) => !misleading.has(rule))
    .flatMap(([, lints]) => lints.map((lint) => toMistake(text, lint)));
}

/**
 * The library fails on a word without end. It is a link, or none; numbers of its length keep its place.
 * @param {string} text
 */
function withoutEndless(text) {
  return text.replace(/\S{100,}/g, (word) => '1'.repeat(word.length));
}

/**
 * @param {string} text
 * @param {import('harper.js').Lint} lint
 */
function toMistake(text, lint) {
  const { start, end } = lint.span();
  return {
    kind: lint.lint_kind(),
    start,
    end,
    message: lint.message(),
    suggestions: lint.suggestions().map((suggestion) => toReplacement(text.slice(start, end), suggestion)),
  };
}

/**
 * @param {string} problem
 * @param {import('harper.js').Suggestion} suggestion
 */
function toReplacement(problem, suggestion) {
  const words = suggestion.get_replacement_text();
  // 0 replaces, 1 removes, 2 inserts after.
  switch (suggestion.kind()) {
    case 1:
      return '';
    case 2:
      return problem + words;
    default:
      return words;
  }
}

parentPort?.on('message', (/** @type {import('./proofread').Task} */ task) => {
  // What fails ends the thread; the program starts another when it needs one.
  void proofread(task).then((mistakes) => parentPort?.postMessage(mistakes));
});
