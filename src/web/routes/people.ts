import { z } from "zod";
import { orRefuse } from "#web/problems.ts";
import {
  type App,
  Edited,
  LongCursor,
  largeBody,
  listOf,
  longestBody,
  nameOf,
  pageOf,
  problems,
  type Web,
} from "#web/routes/kit.ts";

const Trouble = z.object({ code: z.string(), detail: z.string() });
const Import = z
  .object({ added: z.number(), updated: z.number(), problems: z.array(Trouble) })
  .meta({ id: "PeopleImport" });

const Contact = z
  .object({
    id: z.string(),
    book: z.string(),
    name: z.string(),
    numbers: z.array(z.string()),
    groups: z.array(z.string()),
  })
  .meta({ id: "Contact", description: "somebody of an address book: read-only here" });
const Alike = z
  .object({ ids: z.array(z.string()), by: z.enum(["number", "name"]), what: z.string() })
  .meta({ id: "AlikePeople" });

/** Address books: vCards become people of the settings, and those kept elsewhere are looked into; one is made of two. */
export function peopleRoutes(app: App, web: Web): void {
  app.post(
    "/api/v1/people/import",
    {
      ...largeBody(web),
      schema: {
        operationId: "importPeople",
        tags: ["settings"],
        body: z.object({ vcards: z.string().max(longestBody) }),
        response: { 200: Import, ...problems },
      },
    },
    async (request) => {
      const { added, updated, problems } = await web.control.importPeople(
        request.body.vcards,
        nameOf(web, request),
      );
      return {
        added,
        updated,
        problems: problems.slice(0, 100).map(({ code, detail }) => ({ code, detail })),
      };
    },
  );
  merging(app, web);
  contacts(app, web);
}

function merging(app: App, web: Web): void {
  const { people } = web.control;
  const preHandler = web.gate.check;
  const tags = ["settings"];
  app.get(
    "/api/v1/people/alike",
    {
      preHandler,
      schema: {
        operationId: "alikePeople",
        tags,
        querystring: LongCursor,
        response: { 200: listOf(Alike), ...problems },
      },
    },
    ({ query }) => {
      const all = people.alike().map(({ ids, ...why }) => ({ ids: [...ids], ...why }));
      return pageOf(all, query, ({ by, what }) => `${by} ${what}`);
    },
  );
  app.post(
    "/api/v1/people/merge",
    {
      preHandler,
      schema: {
        operationId: "mergePeople",
        tags,
        body: z.object({
          ids: z
            .array(z.string().max(64))
            .min(2)
            .max(20)
            .meta({ description: "the first stays, with what the others know besides" }),
        }),
        response: { 200: Edited, ...problems },
      },
    },
    async (request) =>
      orRefuse(await people.merge(request.body.ids, nameOf(web, request)), {
        "people.unknown": 404,
      }),
  );
}

/** Two of one book may have one name, but hardly one number. */
function contacts(app: App, web: Web): void {
  app.get(
    "/api/v1/contacts",
    {
      preHandler: web.gate.check,
      schema: {
        operationId: "contacts",
        tags: ["settings"],
        querystring: LongCursor,
        response: { 200: listOf(Contact), ...problems },
      },
    },
    ({ query }) => {
      const all = web.control.people.contacts().map(({ book, name, numbers, groups }) => ({
        id: `${book}:${numbers[0] ?? name}`,
        book,
        name,
        numbers: [...numbers],
        groups: [...groups],
      }));
      return pageOf(all, query, ({ id }) => id);
    },
  );
}
