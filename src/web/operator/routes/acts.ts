import type { FastifyRequest } from "fastify";
import { z } from "zod";
import type { Seen } from "#exchange/control.ts";
import type { Desk } from "#web/operator/routes/kit.ts";
import { Problem } from "#web/problems.ts";
import { nameOf, problems } from "#web/routes/kit.ts";

/** What the operator's routes have in common. */
export const who = (desk: Desk, request: FastifyRequest): string => nameOf(desk, request);

export const named = z.object({ name: z.string().max(64) });
export const byId = z.object({ id: z.string().max(64) });
export const done = { 204: z.null(), ...problems } as const;

/** A change of something that somebody else may have changed meanwhile, where the asker says what they saw. */
export const seenHeaders = z.object({
  "if-match": z.string().max(80).optional().meta({ description: "the ETag that was seen" }),
  "if-none-match": z.literal("*").optional().meta({ description: "it is to be a new one" }),
});
export const seenBy = (headers: z.infer<typeof seenHeaders>): Seen => {
  if (headers["if-none-match"] === "*") return "new";
  const etag = headers["if-match"]?.replace(/^W\/|"/g, "");
  return etag === undefined ? undefined : { etag };
};
export const doneIfSeen = { ...done, 412: Problem } as const;
/** Somebody else was first. */
export const conflicts = { "settings.conflict": 412 } as const;

/** Rules of a policy; what they may be is judged by the schema of the settings. */
export const Rules = z.array(z.record(z.string(), z.unknown()));

export const invitationBody = z
  .object({
    key: z.string().meta({ description: "for the link `/invitation#k=KEY`; told this once" }),
    text: z.string().meta({ description: "for the user's own server" }),
    username: z.string(),
    password: z.string(),
    server: z.string(),
    until: z.string(),
  })
  .meta({ id: "ExchangeInvitation" });
