/** What is kept of what went over the wire. */
import { z } from "zod";
import { record } from "./words.ts";

export const ladders = record({
  messages: z
    .boolean()
    .default(true)
    .meta({ description: "messages of calls are kept in full, without their secrets" }),
  days: z.number().int().min(1).max(90).default(7).meta({ description: "and for so long" }),
});
