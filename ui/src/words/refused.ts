/** Why a call of the house was not made, for lists as for its own page. */
import type { Words } from "./say.ts";

const refusals = [
  "server.closing",
  "limit.abroad",
  "limit.premium",
  "limit.shared",
  "limit.satellite",
  "limit.country",
  "limit.callsAtOnce",
  "forward.unconfirmed",
  "limit.interrupts",
  "limit.minutes",
  "outgoing.noAccount",
] as const;

/** Undefined: what the code says forbids nothing. */
export function refusedSentence(code: string, { say }: Words): string | undefined {
  const known = refusals.find((one) => one === code);
  return known && say(`why.${known}`);
}
