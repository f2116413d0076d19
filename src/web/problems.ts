import type { FastifyReply } from "fastify";
import { z } from "zod";
import type { Result } from "#kit/result.ts";

/** RFC 9457: what went wrong, for programs and people. */
export const Problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    code: z.string(),
    detail: z.string(),
    problems: z
      .array(z.object({ path: z.string(), code: z.string(), detail: z.string() }))
      .optional(),
  })
  .meta({ id: "Problem" });
export type Problem = z.infer<typeof Problem>;

const titles: Readonly<Record<number, string>> = {
  400: "Bad request",
  401: "Sign in first",
  403: "Not allowed",
  404: "Not found",
  409: "Conflict",
  412: "Changed meanwhile",
  413: "Too large",
  415: "Unsupported media type",
  422: "Cannot be accepted",
  428: "Say which version you saw",
  429: "Too many attempts",
  503: "Not now",
};

type More = Pick<Problem, "problems">;

export const problemBody = (
  status: number,
  code: string,
  detail: string,
  more: More = {},
): Problem => ({
  type: "about:blank",
  title: titles[status] ?? "Something went wrong",
  status,
  code,
  detail,
  ...more,
});

/** Thrown by a route: the request is refused with this body. */
export class Refusal extends Error {
  readonly body: Problem;
  constructor(body: Problem) {
    super(body.detail);
    this.body = body;
  }
}

/** Ends a route with a problem. */
export function refuse(body: Problem): never {
  throw new Refusal(body);
}

/** It cannot be kept: nothing that was asked is wrong. */
const notKept = {
  "store.full": 503,
  "store.failed": 503,
  "store.locked": 503,
  "store.spoilt": 503,
  "files.full": 503,
  "store.away": 503,
};

/** The value, or the route ends with the problem: 422, where `statuses` has no other for its code. */
export function orRefuse<T>(result: Result<T>, statuses: Readonly<Record<string, number>> = {}): T {
  if (result.ok) return result.value;
  const { code, detail } = result.problem;
  return refuse(problemBody({ ...notKept, ...statuses }[code] ?? 422, code, detail));
}

/** Sends it with its media type. */
export function sendProblem(reply: FastifyReply, body: Problem): FastifyReply {
  return reply.code(body.status).type("application/problem+json").send(JSON.stringify(body));
}
