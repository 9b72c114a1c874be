import { Arg, Args, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql';
import { cancelJob, type Job, listJobs } from '../../store/jobs';
import type { Context } from '../context';
import { localId } from '../ids';
import { CancelImportInput } from '../inputs/import-inputs';
import { ForwardPageArgs, keys, toConnection, toPage } from '../paging';
import { ImportJobPayload, idempotencyFor, mutate } from '../payload';
import { Needs } from '../rights';
import { ImportJob, ImportJobConnection } from '../types/import-job';

@Resolver()
export class ImportResolver {
  @Needs('IMPORT')
  @Query(() => ImportJob, { nullable: true, description: 'An import by its id.' })
  async importJob(
    @Ctx() { jobs }: Context,
    @Arg('id', () => ID, { description: 'Of an import, as POST /imports answers it.' }) id: string,
  ): Promise<ImportJob | null> {
    const job = await jobs.load(localId(id, 'ImportJob'));
    return job?.kind === 'IMPORT' ? new ImportJob(job) : null;
  }

  @Needs('IMPORT')
  @Query(() => ImportJobConnection, { description: 'The agency’s imports, the latest first.' })
  async importJobs(@Ctx() { store, session }: Context, @Args(() => ForwardPageArgs) args: ForwardPageArgs) {
    const list = ['importJobs'];
    const slice = await listJobs(store, session.agencyId, 'IMPORT', toPage(args, list, keys.id));
    const rows = slice.rows.map(({ node, key }) => ({ node: new ImportJob(node), key }));
    return toConnection({ ...slice, rows }, list);
  }

  @Needs('IMPORT')
  @Mutation(() => ImportJobPayload, {
    description: 'Ends an import that has not come to its end yet. What it has recorded by then stays.',
  })
  cancelImport(@Ctx() context: Context, @Arg('input', () => CancelImportInput) input: CancelImportInput) {
    const { store, session } = context;
    return mutate(context, { name: 'input', value: input }, async () => {
      const id = localId(input.id, 'ImportJob');
      await cancelJob(store, session, 'IMPORT', id, idempotencyFor('cancelImport', input));
      return { importJob: new ImportJob((await context.jobs.load(id)) as Job) };
    });
  }
}
