import { Arg, Args, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql';
import { cancelJob, type Job, listJobs, queueJob } from '../../store/jobs';
import type { Context } from '../context';
import { localId } from '../ids';
import { CancelExportInput, StartExportInput } from '../inputs/export-inputs';
import { ForwardPageArgs, keys, toConnection, toPage } from '../paging';
import { ExportJobPayload, idempotencyFor, mutate } from '../payload';
import { Needs } from '../rights';
import { ExportJob, ExportJobConnection } from '../types/export-job';

@Resolver()
export class ExportResolver {
  @Needs('EXPORT')
  @Query(() => ExportJob, { nullable: true, description: 'An export by its id.' })
  async exportJob(
    @Ctx() { jobs }: Context,
    @Arg('id', () => ID, { description: 'Of an export.' }) id: string,
  ): Promise<ExportJob | null> {
    const job = await jobs.load(localId(id, 'ExportJob'));
    return job?.kind === 'EXPORT' ? new ExportJob(job) : null;
  }

  @Needs('EXPORT')
  @Query(() => ExportJobConnection, { description: 'The agency’s exports, the latest first.' })
  async exportJobs(@Ctx() { store, session }: Context, @Args(() => ForwardPageArgs) args: ForwardPageArgs) {
    const list = ['exportJobs'];
    const slice = await listJobs(store, session.agencyId, 'EXPORT', toPage(args, list, keys.id));
    const rows = slice.rows.map(({ node, key }) => ({ node: new ExportJob(node), key }));
    return toConnection({ ...slice, rows }, list);
  }

  @Needs('EXPORT')
  @Mutation(() => ExportJobPayload, {
    description:
      'Has a file made in the background, for what is too large for a download that may break off.',
  })
  startExport(@Ctx() context: Context, @Arg('input', () => StartExportInput) input: StartExportInput) {
    const { store, session } = context;
    return mutate(context, { name: 'input', value: input }, async () => {
      const { kind, format, since = null, stages = null, at } = input;
      const asked = { kind, format, since, stages, at: at ?? Date.now() };
      const key = idempotencyFor('startExport', input);
      return found(context, await queueJob(store, session, 'EXPORT', asked, key));
    });
  }

  @Needs('EXPORT')
  @Mutation(() => ExportJobPayload, { description: 'Ends an export that has not come to its end yet.' })
  cancelExport(@Ctx() context: Context, @Arg('input', () => CancelExportInput) input: CancelExportInput) {
    const { store, session } = context;
    return mutate(context, { name: 'input', value: input }, async () => {
      const id = localId(input.id, 'ExportJob');
      const key = idempotencyFor('cancelExport', input);
      return found(context, await cancelJob(store, session, 'EXPORT', id, key));
    });
  }
}

async function found({ jobs }: Context, id: string) {
  return { exportJob: new ExportJob((await jobs.load(id)) as Job) };
}
