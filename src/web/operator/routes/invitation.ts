import { z } from "zod";
import { invitationBody } from "#web/operator/routes/acts.ts";
import type { Desk } from "#web/operator/routes/kit.ts";
import { Problem, problemBody, refuse } from "#web/problems.ts";
import type { App } from "#web/routes/kit.ts";

/** Whoever has an invitation's link is told its text, until it is used or too old. Guessing is slowed. */
export function invitationRoutes(app: App, { control, gate }: Desk): void {
  app.post(
    "/api/v1/invitation",
    {
      schema: {
        operationId: "lookAtInvitation",
        tags: ["setup"],
        body: z.object({ key: z.string().max(64) }),
        response: { 200: invitationBody, 404: Problem, 429: Problem },
      },
    },
    (request, reply) => {
      gate.guesses.mayTry(request, reply);
      const found = control.userActs.look(request.body.key);
      if (found.ok) return { ...found.value };
      gate.guesses.failed(request);
      refuse(problemBody(404, found.problem.code, found.problem.detail));
    },
  );
}
