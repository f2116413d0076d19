/** Conditions that are made of others: all of them, any of them, or not that one. */
import { z } from "zod";
import { record, someOf } from "./words.ts";

export type Combined<Simple> =
  | Simple
  | { readonly is: "all" | "any"; readonly of: readonly Combined<Simple>[] }
  | { readonly is: "not"; readonly that: Combined<Simple> };

/** `whole`: the union that these are part of themselves; asked for once it is there. */
export const combining = <Condition>(whole: () => z.ZodType<Condition>) =>
  [
    record({
      is: z.enum(["all", "any"]),
      get of(): z.ZodType<readonly Condition[]> {
        return someOf(whole(), 50);
      },
    }),
    record({
      is: z.literal("not"),
      get that(): z.ZodType<Condition> {
        return whole();
      },
    }),
  ] as const;
