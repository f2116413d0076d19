/** Calls are recorded at somebody's wish, never by themselves, and all who are in them are told. */
import { z } from "zod";
import { record } from "./words.ts";

export const recording = record({
  enabled: z.boolean().default(true),
  beep: z
    .boolean()
    .default(false)
    .meta({ description: "a short tone every 15 s, besides what is said at the beginning" }),
  maxMinutes: z.number().int().min(1).max(600).default(120),
});
