import { z } from "zod";
import { problemBody, refuse } from "#web/problems.ts";
import {
  type App,
  Cursor,
  Id,
  LongCursor,
  listOf,
  pageOf,
  problems,
  type Web,
} from "#web/routes/kit.ts";

const Row = z.object({
  ms: z.number(),
  from: z.string(),
  to: z.string(),
  text: z.string(),
  message: z.string().optional().meta({ description: "in full, without its secrets" }),
});
const Ladder = listOf(Row).extend({
  keeps: z
    .object({ messages: z.boolean(), days: z.number() })
    .meta({ description: "whether messages are kept in full, and for so many days" }),
});
const LegSound = z
  .object({
    leg: z.string(),
    codec: z.string().optional(),
    samples: z.array(
      z.object({
        at: z.number(),
        lost: z.number().meta({ description: "of a hundred packets" }),
        jitter: z.number().meta({ description: "ms" }),
        roundTrip: z.number().optional().meta({ description: "ms" }),
        mos: z.number().meta({ description: "1 to 4.5, by the E-model" }),
      }),
    ),
  })
  .meta({ id: "LegSound" });
type LegSound = z.infer<typeof LegSound>;

const noCall = () => problemBody(404, "calls.unknown", "There is no such call.");

/** What went over a call's wires, and how its parties were heard. */
export function wireRoutes(app: App, { control, gate }: Web): void {
  const preHandler = gate.check;
  const tags = ["calls"];
  app.get(
    "/api/v1/calls/:id/ladder",
    {
      preHandler,
      schema: {
        operationId: "ladder",
        tags,
        params: Id,
        querystring: LongCursor,
        response: { 200: Ladder, ...problems },
      },
    },
    ({ params, query }) => {
      const ladder = control.ladder(params.id);
      if (!ladder) refuse(noCall());
      const rows = ladder.rows.map((row) => ({ ...row }));
      return { ...pageOf(rows, query, (_row, i) => String(i)), keeps: { ...ladder.keeps } };
    },
  );
  app.get(
    "/api/v1/calls/:id/quality",
    {
      preHandler,
      schema: {
        operationId: "quality",
        tags,
        params: Id,
        querystring: Cursor,
        response: { 200: listOf(LegSound), ...problems },
      },
    },
    ({ params, query }) => {
      const sounds = control.quality(params.id);
      if (!sounds) refuse(noCall());
      return pageOf(structuredClone(sounds) as LegSound[], query, ({ leg }, i) => `${i} ${leg}`);
    },
  );
}
