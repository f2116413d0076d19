import { z } from "zod";
import type { DavPlace, DialQuestion, ServiceQuestion } from "#server/control.ts";
import { orRefuse } from "#web/problems.ts";
import { type App, Id, LongCursor, listOf, pageOf, problems, type Web } from "#web/routes/kit.ts";

/** What the owner tries before relying on it: nothing of it is kept, and nobody is called. */

const Reason = z.looseObject({ rule: z.string(), code: z.string(), matched: z.boolean() });
const Dial = z.object({
  to: z.string().min(1).max(100).meta({ description: "as it is keyed" }),
  device: z.string().max(64).optional().meta({ description: "the telephone that calls" }),
  at: z.iso.datetime({ offset: true }).optional(),
  mode: z.string().max(64).optional().meta({ description: "as if that mode were on" }),
});
const Dialled = z
  .object({
    means: z.string().meta({ description: "`number`, `emergency`, `service` …, `nothing`" }),
    number: z.string().optional(),
    country: z.string().optional(),
    tariff: z.enum(["usual", "abroad", "premium", "shared", "satellite"]).optional(),
    refused: z.string().optional().meta({ description: "why it would not be made" }),
    because: z.array(Reason),
    ways: z
      .array(z.object({ account: z.string(), usable: z.boolean(), shows: z.string().optional() }))
      .meta({ description: "accounts, in the order in which they would be tried" }),
    hidden: z.boolean(),
    minutesLeft: z.number().int().optional(),
  })
  .meta({ id: "DialAnswer" });
const AccountTrial = z
  .object({
    answered: z.boolean(),
    after: z.number().optional().meta({ description: "milliseconds" }),
    seenAs: z.string().optional(),
  })
  .meta({ id: "AccountTrial" });
const Authority = z
  .object({
    subject: z.string(),
    validFrom: z.number(),
    validTo: z.number(),
    isAuthority: z.boolean(),
  })
  .meta({ id: "Authority" });

export function trialRoutes(app: App, web: Web): void {
  const { trials } = web.control;
  const preHandler = web.gate.check;
  app.post(
    "/api/v1/decide/out",
    {
      preHandler,
      schema: {
        operationId: "decideOut",
        tags: ["calls"],
        body: Dial,
        response: { 200: Dialled, ...problems },
      },
    },
    ({ body }) =>
      structuredClone(orRefuse(trials.dial(body as DialQuestion))) as unknown as z.infer<
        typeof Dialled
      >,
  );
  app.post(
    "/api/v1/accounts/:id/try",
    {
      preHandler,
      schema: {
        operationId: "tryAccount",
        tags: ["status"],
        params: Id,
        response: { 200: AccountTrial, ...problems },
      },
    },
    async ({ params: { id } }) => orRefuse(await trials.account(id), { "accounts.unknown": 404 }),
  );
  app.get(
    "/api/v1/callers/authorities",
    {
      preHandler,
      schema: {
        operationId: "trustedAuthorities",
        tags: ["settings"],
        querystring: LongCursor,
        response: { 200: listOf(Authority), ...problems },
      },
    },
    ({ query }) => {
      const all = trials.authorities().map((one) => ({ ...one }));
      return pageOf(all, query, (_one, at) => String(at));
    },
  );
  ofMailbox(app, web);
  elsewhere(app, web);
}

const milliseconds = z.number().meta({ description: "milliseconds until the answer" });

function ofMailbox(app: App, web: Web): void {
  const { trials } = web.control;
  const preHandler = web.gate.check;
  const tags = ["settings"];
  app.post(
    "/api/v1/mailbox/letter/try",
    {
      preHandler,
      schema: {
        operationId: "tryLetter",
        tags,
        response: { 200: z.object({ to: z.string() }), ...problems },
      },
    },
    async () => orRefuse(await trials.letter()),
  );
  app.post(
    "/api/v1/mailbox/transcription/try",
    {
      preHandler,
      schema: {
        operationId: "tryTranscription",
        tags,
        response: {
          200: z.object({ said: z.string(), heard: z.string(), after: milliseconds }),
          ...problems,
        },
      },
    },
    async () => orRefuse(await trials.transcription()),
  );
}

/** By what schema, a `decide` step and a subscription are held to the same in the settings. */
const webUrl = z.url({ protocol: /^https?$/ }).max(2000);

function elsewhere(app: App, web: Web): void {
  const { trials } = web.control;
  const preHandler = web.gate.check;
  const tags = ["settings"];
  app.post(
    "/api/v1/rules/:id/decide/try",
    {
      preHandler,
      schema: {
        operationId: "tryService",
        tags,
        params: Id,
        body: z.object({ url: webUrl, from: z.string().max(200).optional() }),
        response: {
          200: z.object({ then: z.array(z.looseObject({})), after: milliseconds }),
          ...problems,
        },
      },
    },
    async ({ params: { id }, body }) => {
      const question = { rule: id, ...body } as ServiceQuestion;
      const { then, after } = orRefuse(await trials.service(question), { "decide.gone": 404 });
      return { then: structuredClone(then) as Record<string, unknown>[], after };
    },
  );
  app.post(
    "/api/v1/subscriptions/find",
    {
      preHandler,
      schema: {
        operationId: "findCollections",
        tags,
        body: z.object({
          kind: z.enum(["calendar", "addressBook"]),
          url: webUrl,
          username: z.string().max(120).optional(),
          secret: z.string().max(256).optional().meta({ secret: true }),
          inside: z
            .boolean()
            .default(false)
            .meta({ description: "it may be in a network of the house" }),
        }),
        response: {
          200: listOf(z.object({ url: z.string(), name: z.string().optional() })),
          ...problems,
        },
      },
    },
    async ({ body }) => ({
      items: orRefuse(await trials.find(body as DavPlace)).map((one) => ({ ...one })),
    }),
  );
}
