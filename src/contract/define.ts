/** How a call is declared: once, with its standing, its input's schema and its output's type. */
import type { z } from 'zod';
import type { Standing } from '#core/roles.ts';

export type CallDefinition<Input extends z.ZodType = z.ZodType, Output = unknown> = {
  readonly standing: Standing;
  readonly input: Input;
  /** Carries the output's type only; there is no value. */
  readonly output?: (value: Output) => void;
};

export function call<Output>() {
  return <Input extends z.ZodType>(standing: Standing, input: Input): CallDefinition<Input, Output> => ({ standing, input });
}

/** What comes back from every call, through every shell. */
export type Envelope<Value = unknown> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly kind: 'refusal' | 'fault' | 'bug'; readonly code: string; readonly message: string; readonly detail: Readonly<Record<string, string | number>> };
