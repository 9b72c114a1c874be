import { Arg, Args, Ctx, Field, ID, Int, ObjectType } from 'type-graphql';
import { lastResponseAt, unansweredAttempts } from '../../domain/application';
import { supersessions } from '../../domain/events';
import { fold } from '../../domain/fold';
import type { Instant } from '../../domain/instant';
import { notSubmitted } from '../../domain/recommendation/explain';
import { type Step, stepAt } from '../../domain/recommendation/plan';
import { nothing } from '../../domain/recommendation/recommend';
import {
  ActionKind,
  ApplicationChannel,
  ApplicationOutcome,
  ApplicationStage,
  RecipientRole,
} from '../../domain/vocabulary';
import type { CandidateRow, JobPostingRow } from '../../store/entities';
import type { PolicyView } from '../../store/policies';
import type { ApplicationView } from '../../store/queries/applications';
import type { Context } from '../context';
import { toGlobalId } from '../ids';
import { ForwardPageArgs, keys, makeConnection, sliceOf, toConnection, toPage } from '../paging';
import { Needs } from '../rights';
import { DateTime, LocalDateScalar } from '../scalars';
import { ContactAttempt, ContactAttemptConnection } from './contact-attempt';
import type { Event } from './event';
import { EventConnection, toEvent } from './events';
import { AgencyPromise, Interview } from './interview';
import { Member, memberOf } from './member';
import { Node } from './node';
import { Candidate, Contact, JobPosting } from './people';
import { Policy } from './policy';
import { PlannedStep, RecommendedAction } from './recommended-action';

@ObjectType({ simpleResolvers: true, description: 'A person with a role on this application.' })
export class IdentifiedContact {
  constructor(private readonly identified: { contactId: string; role: RecipientRole }) {}

  @Field(() => RecipientRole, { description: 'What the person is to this application.' }) get role() {
    return this.identified.role;
  }
  @Field(() => Contact, { nullable: true, simple: false, description: 'The person.' })
  async contact(@Ctx() { contacts }: Context): Promise<Contact | null> {
    const row = await contacts.load(this.identified.contactId);
    return row && new Contact(row);
  }
}

/** An application whose plan may not have been read yet. */
type PartlyRead = Omit<ApplicationView, 'steps'> & { steps: Step[] | null };

const atArgument = { nullable: true, description: 'The moment asked for; now, unless said.' };

@Needs('APPLICATIONS')
@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description: 'A candidate’s application for a job: where it stands, what happened, and what to do next.',
})
export class Application implements Node {
  constructor(private readonly view: PartlyRead) {}

  @Field(() => ID, { description: 'Opaque and unique among all types.' }) get id() {
    return toGlobalId('Application', this.view.id);
  }
  @Field(() => Int, { description: 'The number of events folded in.' }) get version() {
    return this.view.state.version;
  }
  @Field(() => ApplicationStage, { description: 'How far it has come.' }) get stage() {
    return this.view.state.stage;
  }
  @Field(() => ApplicationOutcome, { nullable: true, description: 'How it ended, once it is CLOSED.' })
  get outcome() {
    return this.view.state.outcome;
  }
  @Field(() => DateTime, { description: 'When it was submitted.' }) get submittedAt() {
    return this.view.state.submittedAt;
  }
  @Field(() => ApplicationChannel, { description: 'How it was submitted.' }) get channel() {
    return this.view.state.channel;
  }
  @Field(() => Int, {
    description: 'Attempts in a row without an answer; switchboard look-ups do not count.',
  })
  get unansweredAttempts() {
    return unansweredAttempts(this.view.state).length;
  }
  @Field(() => DateTime, { nullable: true, description: 'When somebody was last contacted.' })
  get lastAttemptAt() {
    return this.view.state.attempts.at(-1)?.attemptedAt ?? null;
  }
  @Field(() => DateTime, { nullable: true, description: 'When anything but silence last came back.' })
  get lastResponseAt() {
    return lastResponseAt(this.view.state);
  }
  @Field(() => LocalDateScalar, { nullable: true, description: 'By when the employer said that it decides.' })
  get decisionExpectedOn() {
    return this.view.state.timeline?.decisionExpectedOn ?? null;
  }
  @Field(() => DateTime, { nullable: true, description: 'Until when the next step is put off.' })
  get deferredUntil() {
    return this.view.state.deferral?.until ?? null;
  }
  @Field(() => [Interview], { description: 'Those held and those to come.' }) get interviews() {
    return [...this.view.state.interviews]
      .sort((one, other) => one.startsAt - other.startsAt)
      .map((interview, index) => new Interview(interview, index + 1));
  }
  @Field(() => [AgencyPromise], { description: 'What the agency has promised, kept or not.' })
  get promises() {
    return this.view.state.promises.map((promise) => new AgencyPromise(promise));
  }
  @Field(() => DateTime, { nullable: true, description: 'The date that the next nudge is pinned to.' })
  get pinnedTo() {
    return this.view.state.pin?.opensAt ?? null;
  }
  @Field(() => [ActionKind], { description: 'What is not to be done, until something new happens.' })
  get dismissedKinds() {
    return [...new Set(this.view.state.dismissals.map(({ kind }) => kind))];
  }
  @Field(() => Policy, { simple: false, description: 'What holds for it: the policy of its posting.' })
  async policy(@Ctx() { postingPolicies }: Context): Promise<Policy> {
    return new Policy((await postingPolicies.load(this.view.jobPostingId)) as PolicyView);
  }
  @Field(() => [IdentifiedContact], { description: 'Who is who on this application.' })
  get identifiedContacts() {
    return this.view.state.identified.map((identified) => new IdentifiedContact(identified));
  }
  @Field(() => [PlannedStep], {
    simple: false,
    description: 'What is recommended when, if nothing more happens.',
  })
  async plan(@Ctx() context: Context): Promise<PlannedStep[]> {
    return (await this.steps(context)).map(({ from, until, actions }) => ({
      from,
      until,
      actions: actions.map((action) => new RecommendedAction(action, { until }, from, this.view)),
    }));
  }

  @Field(() => Candidate, { simple: false, description: 'Who applies.' })
  async candidate(@Ctx() { candidates }: Context): Promise<Candidate> {
    return new Candidate((await candidates.load(this.view.candidateId)) as CandidateRow);
  }

  @Field(() => JobPosting, { simple: false, description: 'For what.' })
  async jobPosting(@Ctx() { jobPostings }: Context): Promise<JobPosting> {
    return new JobPosting((await jobPostings.load(this.view.jobPostingId)) as JobPostingRow);
  }

  @Field(() => Member, { nullable: true, simple: false, description: 'Who looks after it; null for nobody.' })
  assignee(@Ctx() context: Context): Promise<Member | null> {
    return memberOf(context, this.view.state.assigneeId);
  }

  @Field(() => ContactAttemptConnection, {
    simple: false,
    description: 'The contact attempts that stand, oldest first.',
  })
  attempts(@Args(() => ForwardPageArgs) args: ForwardPageArgs) {
    const list = ['attempts', this.view.id];
    const page = toPage(args, list, keys.instantAndId);
    const all = this.view.state.attempts
      .map((attempt) => ({
        node: new ContactAttempt(attempt),
        key: [attempt.attemptedAt, attempt.id] as AttemptKey,
      }))
      .sort((one, other) => compareKeys(one.key, other.key));
    const slice = sliceOf(all, page, ({ key }, after) => compareKeys(key, after as AttemptKey) <= 0);
    return toConnection(slice, list);
  }

  @Field(() => EventConnection, {
    simple: false,
    description: 'All events, oldest first; as known at a moment, with asOf.',
  })
  async history(
    @Ctx() { histories }: Context,
    @Args(() => ForwardPageArgs) args: ForwardPageArgs,
    @Arg('asOf', () => DateTime, { nullable: true, description: 'Only what had been recorded by then.' })
    asOf?: Instant | null,
  ) {
    const list = ['history', this.view.id, asOf ?? null];
    const page = toPage(args, list, keys.position);
    // All of it, for which a list of applications needs one statement and not one for each.
    const events = (await histories.load(this.view.id)) ?? [];
    const known = events.filter(({ recordedAt }) => asOf == null || recordedAt <= asOf);
    const superseded = supersessions(known);
    const all = known.map((event) => ({
      node: toEvent({ ...event, supersededBy: superseded.get(event.eventId) ?? null }),
      key: [event.position],
    }));
    const slice = sliceOf(all, page, ({ key }, after) => Number(key[0]) <= Number(after[0]));
    return toConnection<Event>(slice, list);
  }

  @Field(() => RecommendedAction, {
    simple: false,
    description: 'The most urgent one; WAIT or NONE where there is nothing to do.',
  })
  async nextAction(
    @Ctx() context: Context,
    @Arg('at', () => DateTime, atArgument) at?: Instant | null,
  ): Promise<RecommendedAction> {
    return (await this.actionsAt(context, at ?? Date.now()))[0] as RecommendedAction;
  }

  @Field(() => [RecommendedAction], {
    simple: false,
    description: 'All that are open at that moment, the most urgent first.',
  })
  nextActions(
    @Ctx() context: Context,
    @Arg('at', () => DateTime, atArgument) at?: Instant | null,
  ): Promise<RecommendedAction[]> {
    return this.actionsAt(context, at ?? Date.now());
  }

  /** The plan, which has been read together with the state wherever one application was asked for. */
  private async steps({ applications }: Context): Promise<Step[]> {
    return this.view.steps ?? (await applications.load(this.view.id))?.steps ?? [];
  }

  private async actionsAt(context: Context, at: Instant): Promise<RecommendedAction[]> {
    const { steps, place } = await this.outlook(context, at);
    const [step] = steps;
    return step.actions.map((action) => new RecommendedAction(action, step, at, place));
  }

  /** What is recommended at a moment, what comes after it, and the facts that this rests on. */
  async outlook(context: Context, at: Instant): Promise<Outlook> {
    const { id, candidateId, jobPostingId, state } = this.view;
    const current = stepsFrom(await this.steps(context), at);
    if (current) return { steps: current, place: this.view };
    // Before the last event: what was recommended then, on what had happened by then.
    const [timeline, history] = await Promise.all([context.timelines.load(id), context.histories.load(id)]);
    const then = stepsFrom(timeline ?? [], at);
    if (then)
      return { steps: then, place: { id, state: fold(history ?? [], at), candidateId, jobPostingId } };
    return {
      steps: [{ from: at, until: state.submittedAt, actions: [nothing([notSubmitted], 0)] }],
      place: this.view,
    };
  }
}

interface Outlook {
  steps: [Step, ...Step[]];
  place: Pick<ApplicationView, 'id' | 'state' | 'candidateId' | 'jobPostingId'>;
}

/** The step at a moment, and those after it. */
function stepsFrom(steps: readonly Step[], at: Instant): Outlook['steps'] | null {
  const step = stepAt(steps, at);
  return step ? [step, ...steps.filter(({ from }) => from > at)] : null;
}

type AttemptKey = readonly [attemptedAt: Instant, id: string];

/** By the time; at the same time by the id, which is by the order of recording. */
function compareKeys([at, id]: AttemptKey, [otherAt, otherId]: AttemptKey): number {
  return at - otherAt || (id < otherId ? -1 : Number(id > otherId));
}

export const ApplicationConnection = makeConnection('Application', () => Application);
