import { Field, ID, InputType } from 'type-graphql';
import type { Instant } from '../../domain/instant';
import { ApplicationStage } from '../../domain/vocabulary';
import { ExportFormat, ExportKind } from '../../store/exports';
import { DateTime } from '../scalars';
import { Repeatable } from './command-inputs';
import { Holds } from './constraints';

@InputType({ description: 'A file to be made in the background.' })
export class StartExportInput extends Repeatable {
  @Field(() => ExportKind, { description: 'Of what.' }) kind: ExportKind;
  @Field(() => ExportFormat, { description: 'In which form.' }) format: ExportFormat;
  @Holds<StartExportInput>(
    'is for APPLICATIONS and ATTEMPTS.',
    ({ kind, since }) => since == null || kind !== 'WORKLIST',
  )
  @Field(() => DateTime, {
    nullable: true,
    description: 'Only applications submitted, or attempts made, from then on.',
  })
  since?: Instant | null;
  @Holds<StartExportInput>(
    'is for APPLICATIONS.',
    ({ kind, stages }) => stages == null || kind === 'APPLICATIONS',
  )
  @Field(() => [ApplicationStage], { nullable: true, description: 'Only applications in these stages.' })
  stages?: ApplicationStage[] | null;
  @Holds<StartExportInput>('is for the WORKLIST.', ({ kind, at }) => at == null || kind === 'WORKLIST')
  @Field(() => DateTime, {
    nullable: true,
    description: 'The moment of the worklist; that of asking, unless said.',
  })
  at?: Instant | null;
}

@InputType({ description: 'An export that is to be made no more.' })
export class CancelExportInput extends Repeatable {
  @Field(() => ID, { description: 'Which export.' }) id: string;
}
