import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { simulatedYearPage } from './page';

const page = join(process.cwd(), 'docs/simulated-year.md');
writeFileSync(page, simulatedYearPage());
process.stdout.write(`Wrote ${page}\n`);
