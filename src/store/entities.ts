import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';
import type { WorkingHours } from '../domain/calendar';
import type { Actor } from '../domain/events';
import type { PolicyValues } from '../domain/policy';
import type { ContactMethod, PolicyPreset, RecipientRole } from '../domain/vocabulary';
import type { ApiKeyRole, Scope } from './scopes';

@Entity('agency')
export class AgencyRow {
  @PrimaryColumn('uuid') id: string;
  @Column('text') name: string;
  @Column('text', { name: 'time_zone' }) timeZone: string;
  /** Of what is set for the agency as a whole. */
  @Column('integer', { name: 'policy_version', default: 0 }) policyVersion: number;
  /** Of what was last set, whatever for. */
  @Column('integer', { name: 'last_policy_version', default: 0 }) lastPolicyVersion: number;
  @CreateDateColumn({ type: 'timestamptz', name: 'created_at', precision: 3 }) createdAt: Date;
}

@Entity('api_key')
export class ApiKeyRow {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'agency_id' }) agencyId: string;
  @Column('text') name: string;
  @Column('text') prefix: string;
  @Column('bytea', { name: 'key_hash' }) keyHash: Buffer;
  @Column('text') role: ApiKeyRole;
  /** Null: all of the role. */
  @Column('text', { array: true, nullable: true }) scopes: Scope[] | null;
  /** Null: any. */
  @Column('text', { name: 'allowed_operations', array: true, nullable: true })
  allowedOperations: string[] | null;
  @Column('uuid', { name: 'candidate_id', nullable: true }) candidateId: string | null;
  @Column('jsonb', { name: 'created_by', nullable: true }) createdBy: Actor | null;
  @CreateDateColumn({ type: 'timestamptz', name: 'created_at', precision: 3 }) createdAt: Date;
  @Column('timestamptz', { name: 'expires_at', nullable: true }) expiresAt: Date | null;
  @Column('timestamptz', { name: 'last_used_at', nullable: true }) lastUsedAt: Date | null;
  @Column('timestamptz', { name: 'revoked_at', nullable: true }) revokedAt: Date | null;
  @Column('uuid', { name: 'replaced_by', nullable: true }) replacedBy: string | null;
}

@Entity('policy')
export class PolicyRow {
  @PrimaryColumn('uuid', { name: 'agency_id' }) agencyId: string;
  @PrimaryColumn('integer') version: number;
  @Column('uuid', { name: 'employer_id', nullable: true }) employerId: string | null;
  @Column('uuid', { name: 'job_posting_id', nullable: true }) jobPostingId: string | null;
  @Column('text', { nullable: true }) preset: PolicyPreset | null;
  @Column('jsonb') overrides: Partial<PolicyValues>;
  @Column('jsonb', { name: 'set_by' }) setBy: Actor;
  @CreateDateColumn({ type: 'timestamptz', name: 'set_at', precision: 3 }) setAt: Date;
}

/** What every row of an agency has in common. */
abstract class AgencyOwned {
  @PrimaryColumn('uuid', { name: 'agency_id' }) agencyId: string;
  @PrimaryColumn('uuid') id: string;
  @CreateDateColumn({ type: 'timestamptz', name: 'created_at', precision: 3 }) createdAt: Date;
}

@Entity('candidate')
export class CandidateRow extends AgencyOwned {
  @Column('text') name: string;
  @Column('text', { nullable: true }) email: string | null;
  @Column('text', { name: 'time_zone' }) timeZone: string;
}

@Entity('employer')
export class EmployerRow extends AgencyOwned {
  @Column('text') name: string;
  @Column('text', { name: 'time_zone' }) timeZone: string;
  @Column('text') country: string;
  @Column('text', { nullable: true }) region: string | null;
  @Column('text', { name: 'switchboard_phone', nullable: true }) switchboardPhone: string | null;
  @Column('jsonb', { name: 'working_hours' }) workingHours: WorkingHours[];
  @Column('integer', { default: 1 }) revision: number;
  @Column('integer', { name: 'policy_version', default: 0 }) policyVersion: number;
}

@Entity('contact')
export class ContactRow extends AgencyOwned {
  @Column('uuid', { name: 'employer_id' }) employerId: string;
  @Column('text') name: string;
  @Column('text') role: RecipientRole;
  @Column('text', { nullable: true }) email: string | null;
  @Column('text', { nullable: true }) phone: string | null;
  @Column('boolean') decides: boolean;
  @Column('text', { nullable: true }) availability: string | null;
  @Column('jsonb', { name: 'availability_windows', default: [] }) availabilityWindows: WorkingHours[];
  @Column('text', { name: 'preferred_method', nullable: true }) preferredMethod: ContactMethod | null;
  @Column('text', { name: 'refused_methods', array: true, default: [] }) refusedMethods: ContactMethod[];
  @Column('text', { name: 'postal_address', nullable: true }) postalAddress: string | null;
  @Column('timestamptz', { name: 'email_changed_at', nullable: true }) emailChangedAt: Date | null;
}

@Entity('job_posting')
export class JobPostingRow extends AgencyOwned {
  @Column('uuid', { name: 'employer_id' }) employerId: string;
  @Column('text') title: string;
  @Column('boolean', { name: 'no_phone_calls' }) noPhoneCalls: boolean;
  @Column('boolean', { name: 'no_follow_up' }) noFollowUp: boolean;
  @Column('boolean', { name: 'only_qualified_contacted' }) onlyQualifiedContacted: boolean;
  @Column('text', { name: 'general_email', nullable: true }) generalEmail: string | null;
  @Column('timestamptz', { name: 'taken_down_at', nullable: true }) takenDownAt: Date | null;
  @Column('timestamptz', { name: 'closed_at', nullable: true }) closedAt: Date | null;
  @Column('integer', { default: 1 }) revision: number;
  @Column('integer', { name: 'policy_version', default: 0 }) policyVersion: number;
}

/** Somebody at an employer has asked not to be contacted; what came as a response is kept as its event. */
@Entity('do_not_contact_request')
export class DoNotContactRequestRow {
  @PrimaryColumn('uuid', { name: 'agency_id' }) agencyId: string;
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'employer_id' }) employerId: string;
  /** Null: the employer as a whole. */
  @Column('uuid', { name: 'contact_id', nullable: true }) contactId: string | null;
  @Column('text', { name: 'said_by' }) saidBy: string;
  @Column('timestamptz', { name: 'said_at' }) saidAt: Date;
  @Column('text', { nullable: true }) note: string | null;
  @Column('jsonb', { name: 'recorded_by' }) recordedBy: Actor;
  @CreateDateColumn({ type: 'timestamptz', name: 'recorded_at', precision: 3 }) recordedAt: Date;
}

/** Somebody who works at the agency. */
@Entity('member')
export class MemberRow extends AgencyOwned {
  @Column('text') name: string;
  @Column('text', { nullable: true }) email: string | null;
  @Column('boolean', { default: true }) active: boolean;
}

/** A calendar of what a member has to do, at a secret address. */
@Entity('calendar_feed')
export class CalendarFeedRow extends AgencyOwned {
  @Column('uuid', { name: 'member_id' }) memberId: string;
  @Column('text') name: string;
  @Column('bytea', { name: 'secret_hash' }) secretHash: Buffer;
  @Column('timestamptz', { name: 'last_fetched_at', nullable: true }) lastFetchedAt: Date | null;
  @Column('timestamptz', { name: 'revoked_at', nullable: true }) revokedAt: Date | null;
}

export const entities = [
  AgencyRow,
  ApiKeyRow,
  PolicyRow,
  CandidateRow,
  EmployerRow,
  ContactRow,
  JobPostingRow,
  DoNotContactRequestRow,
  MemberRow,
  CalendarFeedRow,
];
