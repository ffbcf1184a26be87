// Parses an AsyncAPI file and prints its errors and warnings.
const { Parser, fromFile } = require('@asyncapi/parser');

const WARNING = 1;

(async () => {
  const { document, diagnostics } = await fromFile(new Parser(), process.argv[2]).parse();
  const problems = diagnostics.filter((problem) => problem.severity <= WARNING);
  problems.forEach((problem) => console.log(`${problem.path.join('.')}: ${problem.message}`));
  process.exit(document && problems.length === 0 ? 0 : 1);
})();
