import { z } from "zod";
import { problemBody, refuse } from "#web/problems.ts";
import {
  type App,
  LongCursor,
  listOf,
  Party,
  pageOf,
  problems,
  type Web,
} from "#web/routes/kit.ts";

const Use = z
  .object({
    rule: z.string(),
    calls: z.number().int(),
    last: z.object({ id: z.string(), began: z.number(), from: Party }),
  })
  .meta({ id: "RuleUse" });
const Difference = z
  .object({
    version: z.number().int(),
    at: z.number(),
    who: z.string(),
    what: z.string(),
    before: z.record(z.string(), z.unknown()),
    after: z.record(z.string(), z.unknown()),
  })
  .meta({ id: "SettingsDifference" });

/** What rules have done, and how they came to be what they are. */
export function ruleRoutes(app: App, web: Web): void {
  const { control } = web;
  const preHandler = web.gate.check;
  const tags = ["settings"];
  app.get(
    "/api/v1/rules/uses",
    {
      preHandler,
      schema: {
        operationId: "ruleUses",
        tags,
        querystring: LongCursor,
        response: { 200: listOf(Use), ...problems },
      },
    },
    ({ query }) => pageOf(control.ruleUses().map(copied), query, ({ rule }) => rule),
  );
  const params = z.object({ version: z.coerce.number().int().min(1) });
  app.get(
    "/api/v1/settings/history/:version",
    {
      preHandler,
      schema: {
        operationId: "settingsDifference",
        tags,
        params,
        response: { 200: Difference, ...problems },
      },
    },
    ({ params: { version } }) => {
      const change = control.settings.changeOf(version);
      if (!change)
        refuse(problemBody(404, "settings.unknownVersion", `There is no version ${version}.`));
      return { ...change, before: { ...change.before }, after: { ...change.after } };
    },
  );
}

const copied = ({ rule, calls, last }: ReturnType<Web["control"]["ruleUses"]>[number]) => ({
  rule,
  calls,
  last: { ...last, from: { ...last.from } },
});
