import * as policies from '../../../src/store/policies';
import * as preview from '../../../src/store/preview';
import * as replanning from '../../../src/store/replan';
import { type Call, type Ids, page } from './two-agencies';

/** Policies. */
export const policiesCalls: Call[] = [
  [
    'policiesOfEmployers',
    ({ employerId }, { store, agencyId }) =>
      policies.policiesOfEmployers(store.everyAgency, agencyId, [employerId]),
  ],
  [
    'policiesOfPostings',
    ({ jobPostingId }, { store, agencyId }) =>
      policies.policiesOfPostings(store.everyAgency, agencyId, [jobPostingId]),
  ],
  ...(['employerId', 'jobPostingId'] as const).flatMap((name): Call[] => {
    const target = (ids: Ids) => ({ ...policies.wholeAgency, [name]: ids[name] });
    const layer = { scope: name === 'employerId' ? 'EMPLOYER' : 'JOB_POSTING', preset: null } as const;
    const proposed = { ...layer, overrides: { closeWaitDays: 9 } };
    return [
      [
        'listPolicyVersions',
        (ids, { store, agencyId }) => policies.listPolicyVersions(store, agencyId, target(ids), page),
      ],
      [
        'refuseProblems',
        (ids, { store, agencyId }) =>
          policies.refuseProblems(store.everyAgency, agencyId, target(ids), proposed),
      ],
      [
        'previewPolicy',
        (ids, { store, agencyId }) => preview.previewPolicy(store, agencyId, target(ids), proposed, 3),
      ],
      [
        'setPolicy',
        (ids, { store, session }) =>
          policies.setPolicy(store, session, null, { closeWaitDays: 9 }, null, target(ids)),
      ],
      [
        'progressOf',
        (ids, { store, agencyId }) => replanning.progressOf(store, agencyId, layer.scope, [ids[name]]),
      ],
    ];
  }),
];
