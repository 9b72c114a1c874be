import * as exporting from '../../../src/store/exports';
import * as importFiles from '../../../src/store/import-files';
import * as jobFiles from '../../../src/store/job-files';
import * as jobs from '../../../src/store/jobs';
import { daysAgo } from '../../support/agency';
import { type Call, page } from './two-agencies';

/** Exports and imports. */
export const jobsCalls: Call[] = [
  ['jobsByIds', ({ jobId }, { store, agencyId }) => jobs.jobsByIds(store.of(agencyId), agencyId, [jobId])],
  [
    'readFile',
    async ({ jobId }, { store, agencyId }) => {
      const parts: string[] = [];
      for await (const part of jobFiles.readFile(store.of(agencyId), agencyId, jobId)) parts.push(`${part}`);
      return parts;
    },
  ],
  [
    'listRefusals',
    ({ jobId }, { store, agencyId }) => importFiles.listRefusals(store, agencyId, jobId, page),
  ],
  ['cancelJob', ({ jobId }, { store, session }) => jobs.cancelJob(store, session, 'EXPORT', jobId, null)],
  [
    'openActions',
    async ({ applicationId }, { store, agencyId }) => {
      // Some of these are within working hours.
      const hours = Array.from({ length: 96 }, (_, hour) => daysAgo(hour / 24));
      const found = hours.map((at) => exporting.openActions(store, agencyId, [applicationId], at));
      return (await Promise.all(found)).map((each) => [...each]);
    },
  ],
];
