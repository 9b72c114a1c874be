import {
  IsOptional,
  isEmail,
  registerDecorator,
  type ValidationArguments,
  type ValidationOptions,
} from 'class-validator';
import { IANAZone } from 'luxon';

/** A constraint on a field, with a message that says what is expected and never repeats the value. */
function constraint(
  name: string,
  message: string,
  validate: (value: unknown, args?: ValidationArguments) => boolean,
  options?: ValidationOptions,
): PropertyDecorator {
  return (target, propertyName) =>
    registerDecorator({
      name,
      target: target.constructor,
      propertyName: propertyName as string,
      options: { ...options, message },
      validator: { validate },
    });
}

/** Text that PostgreSQL can hold as it is: no NUL and no half of a surrogate pair. Everything else is kept. */
export const storable = (value: string) => !value.includes('\0') && value.isWellFormed();

/** Text of some length, not blank. */
export const Text = (lengthMax: number, options?: ValidationOptions) =>
  constraint(
    'text',
    `must be text of 1 to ${lengthMax} characters, not blank, without NUL or broken Unicode.`,
    (value) =>
      typeof value === 'string' && value.trim().length > 0 && value.length <= lengthMax && storable(value),
    options,
  );

/** The same where the field may be left out, or null. */
export function OptionalText(lengthMax: number): PropertyDecorator {
  return (target, key) => {
    IsOptional()(target, key as string);
    Text(lengthMax)(target, key);
  };
}

export const TimeZone = () =>
  constraint(
    'timeZone',
    'must be an IANA time zone, such as America/Chicago.',
    (value) => typeof value === 'string' && IANAZone.isValidZone(value),
  );

export function OptionalTimeZone(): PropertyDecorator {
  return (target, key) => {
    IsOptional()(target, key as string);
    TimeZone()(target, key);
  };
}

const emailLengthMax = 254;

export function OptionalEmail(): PropertyDecorator {
  return (target, key) => {
    IsOptional()(target, key as string);
    // The library fails on broken Unicode, and takes its time over long text.
    constraint(
      'email',
      'must be an e-mail address.',
      (value) =>
        typeof value === 'string' && value.length <= emailLengthMax && storable(value) && isEmail(value),
    )(target, key);
  };
}

/** Some condition on the whole input, told at this field. */
export const Holds = <T extends object>(expected: string, holds: (input: T) => boolean) =>
  constraint('holds', expected, (_, args) => holds(args?.object as T));
