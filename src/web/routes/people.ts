import { z } from "zod";
import { type App, largeBody, longestBody, nameOf, problems, type Web } from "#web/routes/kit.ts";

const Trouble = z.object({ code: z.string(), detail: z.string() });
const Import = z
  .object({ added: z.number(), updated: z.number(), problems: z.array(Trouble) })
  .meta({ id: "PeopleImport" });

/** Address books: vCards become people of the settings. */
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
}
