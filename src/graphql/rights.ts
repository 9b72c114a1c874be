import { Extensions } from 'type-graphql';
import type { Scope } from '../store/scopes';

/** For what whoever is signed in may ask. */
export const SIGN_IN = 'SIGN_IN';

export type Need = Scope | typeof SIGN_IN;

/**
 * Declares what an operation or a sensitive field needs, or, above a type, what each of its fields needs but its
 * id. It is checked before anything runs; every operation declares one.
 */
export const Needs = (need: Need): MethodDecorator & PropertyDecorator & ClassDecorator =>
  Extensions({ needs: need });
