import type { z } from 'zod';
import { lazily } from '../lazily.ts';

/** One call of the contract: the schema its arguments must satisfy, and the schema of its answer. */
export interface CallDefinition<Arguments extends z.ZodType = z.ZodType, Answer extends z.ZodType = z.ZodType> {
  readonly args: Arguments;
  readonly answer: Answer;
}

/** Keeps the schemas' exact types, from which the call's TypeScript types are inferred; each is built when it is first asked for. */
export function defineCall<Arguments extends z.ZodType, Answer extends z.ZodType>(
  args: () => Arguments,
  answer: () => Answer,
): CallDefinition<Arguments, Answer> {
  const [argsOf, answerOf] = [lazily(args), lazily(answer)];
  return {
    get args() {
      return argsOf();
    },
    get answer() {
      return answerOf();
    },
  };
}
