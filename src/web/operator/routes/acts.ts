import type { FastifyRequest } from "fastify";
import { z } from "zod";
import type { Desk } from "#web/operator/routes/kit.ts";
import { nameOf, problems } from "#web/routes/kit.ts";

/** What the operator's routes have in common. */
export const who = (desk: Desk, request: FastifyRequest): string => nameOf(desk, request);

export const named = z.object({ name: z.string().max(64) });
export const byId = z.object({ id: z.string().max(64) });
export const done = { 204: z.null(), ...problems } as const;

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
