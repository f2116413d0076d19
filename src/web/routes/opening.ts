import type { FastifyRequest } from "fastify";
import { z } from "zod";
import type { Control } from "#server/control.ts";
import { type Known, type Probe, probesOf } from "#telephony/directing/probes.ts";
import { controlAs } from "#web/auth/theirControl.ts";
import { Thought } from "#web/routes/deciding.ts";
import { Device, devicesAs } from "#web/routes/devices.ts";
import type { App, Web } from "#web/routes/kit.ts";
import { SessionState, sessionState } from "#web/routes/session.ts";
import { Document } from "#web/routes/settings.ts";
import { Account, Status, statusNow } from "#web/routes/status.ts";

const Probed = z.object({
  from: z.string().optional().meta({ description: "absent: the number is hidden" }),
  decision: Thought,
});
const Opening = z
  .object({
    session: SessionState,
    settings: z.object({ document: Document, etag: z.string() }).optional(),
    status: Status.optional(),
    devices: z.array(Device).optional(),
    accounts: z.array(Account).optional(),
    probes: z
      .array(Probed)
      .optional()
      .meta({ description: "what happens if one of the family, a contact, a stranger rings now" }),
  })
  .meta({ id: "Opening" });

/** What stands in the page itself, for whoever is signed in with it: the same, and how far the events were. */
export function openingIn(request: FastifyRequest, web: Web): object | undefined {
  if (web.gate.who(request)?.by !== "session") return undefined;
  const opening = { session: sessionState(request, web), ...shownTo(request, web) };
  const told = z.safeEncode(Opening, opening);
  return told.success ? { seq: web.lastEvent(), ...told.data } : undefined; // the page asks, and is told why
}

/**
 * What a page needs for its first sight, in one answer: it asks before it can know who looks at it.
 * To whoever is not signed in it says what the session does, and nothing more; a program asks for
 * each thing by itself, as its scopes allow.
 */
export function openingRoutes(app: App, web: Web): void {
  app.get(
    "/api/v1/opening",
    { schema: { operationId: "opening", tags: ["session"], response: { 200: Opening } } },
    (request, reply) => {
      reply.header("x-seq", web.lastEvent()); // what follows is no older
      return { session: sessionState(request, web), ...shownTo(request, web) };
    },
  );
}

type Shown = Omit<z.infer<typeof Opening>, "session">;

/** As the routes of each answer it: the family gets what is theirs, and nothing of what is decided. */
function shownTo(request: FastifyRequest, { gate, control: whole }: Web): Shown {
  const who = gate.who(request);
  if (who?.by !== "session") return {};
  const control = controlAs(who, whole);
  const { document, etag } = control.settings.read();
  return {
    settings: { document: document as Record<string, unknown>, etag: `"${etag}"` },
    status: statusNow(control),
    devices: devicesAs(control),
    ...(who.isOwner && {
      accounts: control.accounts().map((one) => ({ ...one })) as z.infer<typeof Account>[],
      probes: probesOf(document as Known).flatMap((probe) => probed(control, probe)),
    }),
  };
}

/** Nothing, where it cannot be decided: the page asks again, and is told why. */
function probed({ decide }: Pick<Control, "decide">, { from }: Probe): z.infer<typeof Probed>[] {
  const asked = from === undefined ? {} : { from };
  const decided = decide(asked);
  if (!decided.ok) return [];
  return [{ ...asked, decision: structuredClone(decided.value) as z.infer<typeof Thought> }];
}
