/** Backups that are made by themselves. */
import { z } from "zod";
import { record, secret } from "./words.ts";

export const backup = record({
  nightly: z
    .boolean()
    .default(false)
    .meta({ description: "one is made each night, in the data folder" }),
  keep: z.number().int().min(1).max(60).default(7).meta({ description: "nights that are kept" }),
  passphrase: secret.exactOptional().meta({
    secret: true,
    description:
      "those of the night are sealed with it; without it, anybody who has the file can read it",
  }),
});
