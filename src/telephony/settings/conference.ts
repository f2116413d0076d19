/** Calls of more than two: rooms that are dialled, and how those are held that arise of calls. */
import { z } from "zod";
import { id, label, list, record, secret } from "./words.ts";

const room = record({
  id,
  name: label.exactOptional(),
  number: z
    .string()
    .regex(/^[0-9]{2,6}$/)
    .exactOptional()
    .meta({
      description: "dialled at the telephones of the house; the first room has a star code",
    }),
  pin: secret.regex(/^[0-9]{4,12}$/).exactOptional(),
});

export const conference = record({
  rooms: list(room, 20).default([{ id: "conference" }]),
  tones: z.boolean().default(true).meta({ description: "who comes and who goes is heard" }),
  endsWithOwner: z
    .boolean()
    .default(true)
    .meta({ description: "when the last telephone of the house leaves, it is over for all" }),
  most: z.number().int().min(3).max(50).default(12).meta({ description: "parties at once" }),
  flash: z.enum(["drop", "add"]).default("drop").meta({
    description:
      "what a flash does to three who talk: drops the last, or lets a further one be called",
  }),
});
export type Conference = z.output<typeof conference>;
