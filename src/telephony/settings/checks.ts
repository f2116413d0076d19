/** What the owner wants to stay true: calls that are only thought of, and what shall become of them. Looked at by checking/expectations.ts. */
import { z } from "zod";
import { id, label, list, momentText, record } from "./words.ts";

/** Telephones that are not named are free. */
const call = record({
  from: z
    .string()
    .min(1)
    .max(200)
    .exactOptional()
    .meta({ description: "a number or SIP address; left out, the caller hides it" }),
  to: z.string().max(200).exactOptional(),
  via: id.exactOptional(),
  at: momentText,
  busy: list(id).default([]),
  offline: list(id).default([]),
  mode: id.default("schedule"),
});

const expected = record({
  do: z.string().min(1).max(40).meta({ description: "a step of a plan: `ring`, `mailbox` …" }),
  to: list(z.string().max(200)).default([]).meta({ description: "whom it rings, or what it says" }),
});
export type Expected = z.output<typeof expected>;

export const expectation = record({
  id,
  name: label.exactOptional(),
  call,
  expect: list(expected, 50),
});
export type Expectation = z.output<typeof expectation>;
