import { z } from "zod";
import type { DecideQuestion } from "#server/control.ts";
import { orRefuse } from "#web/problems.ts";
import { Decision } from "#web/routes/calls.ts";
import { type App, largeBody, Party, problems, type Web } from "#web/routes/kit.ts";

const Different = z.array(
  z.object({
    call: z.string(),
    from: Party,
    began: z.number(),
    then: Decision,
    now: Decision,
  }),
);
const devices = z.array(z.string().max(64)).max(100);
const Question = z.object({
  from: z.string().max(200).optional(),
  to: z.string().max(200).optional(),
  via: z.string().max(64).optional(),
  at: z.iso.datetime({ offset: true }).optional(),
  busy: devices.optional().meta({ description: "all others are free then" }),
  offline: devices.optional(),
  mode: z.string().max(64).optional().meta({ description: "as if that mode were on" }),
});
const Facts = z
  .looseObject({ called: z.string(), at: z.number() })
  .meta({ description: "what the decision is given beside the settings" });

export const Thought = Decision.extend({
  beforehand: z
    .object({
      account: z.string(),
      refuses: z.string().optional().meta({ description: "undefined: it lets the call through" }),
      because: z.unknown().optional(),
    })
    .optional()
    .meta({ description: "what the exchange that it comes by does before, as it was told" }),
}).meta({ id: "ThoughtDecision" });

/** What would happen to a call, what would be known of it, and what other rules would have done with those that were. */
export function decidingRoutes(app: App, web: Web): void {
  const { control } = web;
  const preHandler = web.gate.check;
  app.post(
    "/api/v1/decide",
    {
      preHandler,
      schema: {
        operationId: "decide",
        tags: ["calls"],
        body: Question,
        response: { 200: Thought, ...problems },
      },
    },
    ({ body }) =>
      structuredClone(orRefuse(control.decide(body as DecideQuestion))) as z.infer<typeof Thought>,
  );
  app.post(
    "/api/v1/decide/facts",
    {
      preHandler,
      schema: {
        operationId: "decideFacts",
        tags: ["calls"],
        body: Question,
        response: { 200: Facts, ...problems },
      },
    },
    ({ body }) => ({ ...orRefuse(control.facts(body as DecideQuestion)) }),
  );
  replaying(app, web);
}

function replaying(app: App, web: Web): void {
  app.post(
    "/api/v1/decide/replay",
    {
      ...largeBody(web),
      schema: {
        operationId: "replayCalls",
        tags: ["calls"],
        body: z.object({
          rules: z
            .array(z.unknown())
            .max(200)
            .optional()
            .meta({ description: "those in force when left out" }),
          last: z.number().int().min(1).max(500).default(100),
        }),
        response: { 200: z.object({ looked: z.number(), different: Different }), ...problems },
      },
    },
    ({ body }) => {
      const { looked, different } = orRefuse(web.control.replay(body.rules, body.last));
      return { looked, different: structuredClone(different) as z.infer<typeof Different> };
    },
  );
}
