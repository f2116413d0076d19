import { type Problem, problem } from "#kit/problem.ts";

/** What went well, or the Problem that did not: the way expected trouble travels. */
export type Result<T, P = Problem> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problem: P };

export const ok = <T>(value: T): Result<T, never> => ({ ok: true, value });
export const failWith = <P>(trouble: P): Result<never, P> => ({ ok: false, problem: trouble });
/** The common failure: a Problem from its code and detail. */
export const fail = (code: string, detail: string): Result<never> =>
  failWith(problem(code, detail));
