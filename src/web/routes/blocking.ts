import { z } from "zod";
import { pattern } from "#telephony/settings/condition.ts";
import { orRefuse } from "#web/problems.ts";
import {
  type App,
  Edited,
  LongCursor,
  listOf,
  nameOf,
  Party,
  pageOf,
  problems,
  type Web,
} from "#web/routes/kit.ts";

const By = z.enum(["person", "number"]);
const Blocked = z
  .object({
    is: By,
    what: z.string().meta({ description: "id of the person, or the number or beginning" }),
    name: z.string().optional(),
    numbers: z.array(z.string()),
    because: z.string().optional(),
    by: z.string().optional().meta({ description: "who did it" }),
    since: z.string().optional(),
    call: z.string().optional().meta({ description: "id of the call it came from" }),
    calls: z.number().int().meta({ description: "that it stopped this month" }),
    last: z.object({ id: z.string(), began: z.number(), from: Party }).optional(),
  })
  .meta({ id: "Blocked" });
const Listed = z.object({ by: z.enum(["person", "number", "list"]), what: z.string() });
const Judgement = z
  .object({
    blocked: Listed.optional(),
    allowed: Listed.optional().meta({ description: "comes before what is blocked by number" }),
    name: z.string().optional(),
    never: z
      .enum(["own", "help"])
      .optional()
      .meta({ description: "the owner's own numbers and those for help are never blocked" }),
  })
  .meta({ id: "BlockJudgement" });

/** Who is kept off, why, how often; blocking and letting in again; and whether a caller would be stopped. */
export function blockingRoutes(app: App, web: Web): void {
  const { blocking } = web.control;
  const preHandler = web.gate.check;
  const tags = ["settings"];
  app.get(
    "/api/v1/blocked",
    {
      preHandler,
      schema: {
        operationId: "blocked",
        tags,
        querystring: LongCursor,
        response: { 200: listOf(Blocked), ...problems },
      },
    },
    ({ query }) => {
      const all = blocking.all().map((one) => ({
        ...one,
        numbers: [...one.numbers],
        ...(one.last && { last: { ...one.last, from: { ...one.last.from } } }),
      }));
      return pageOf(all, query, ({ is, what }) => `${is} ${what}`);
    },
  );
  app.post(
    "/api/v1/blocked/check",
    {
      preHandler,
      schema: {
        operationId: "wouldBlock",
        tags,
        body: z.object({ from: z.string().min(1).max(200) }),
        response: { 200: Judgement, ...problems },
      },
    },
    ({ body }) => structuredClone(orRefuse(blocking.judge(body.from))),
  );
  acts(app, web);
}

function acts(app: App, web: Web): void {
  const { blocking } = web.control;
  const preHandler = web.gate.check;
  const tags = ["settings"];
  app.post(
    "/api/v1/blocked",
    {
      preHandler,
      schema: {
        operationId: "block",
        tags,
        body: z.object({
          pattern,
          because: z.string().max(120).optional(),
          call: z.string().max(100).optional().meta({ description: "id of the call it came from" }),
        }),
        response: {
          200: Edited.extend({
            by: By.meta({ description: "`person`: somebody whose number the owner knows" }),
            what: z.string(),
          }),
          ...problems,
        },
      },
    },
    async (request) => {
      const { pattern: which, because, call } = request.body;
      const note = {
        ...(because !== undefined && { because }),
        ...(call !== undefined && { call }),
      };
      return orRefuse(await blocking.block(which, note, nameOf(web, request)));
    },
  );
  app.post(
    "/api/v1/blocked/remove",
    {
      preHandler,
      schema: {
        operationId: "unblock",
        tags,
        body: z.object({ by: By, what: z.string().max(255) }),
        response: { 200: Edited, ...problems },
      },
    },
    async (request) =>
      orRefuse(await blocking.unblock(request.body, nameOf(web, request)), {
        "blocking.unknown": 404,
      }),
  );
}
