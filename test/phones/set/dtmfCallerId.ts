import type { Absent, CallerIdMessage } from "./callerIdMessage.ts";

/**
 * Caller ID by keys, before the first ring (ETSI EN 300 659-1 annex B, and what countries made of it):
 *
 *   A number C    A number D redirecting C    A number B reason C    B reason C
 *   D number C    (Taiwan, Kuwait; the Netherlands once)
 *   A number #    D 1 # withheld, D 2 # from abroad, D 3 # not known    (Denmark)
 *
 * Sources differ on which of B 00, 01 and 10 means what; two of three have 00 for unavailable.
 */
export function readKeys(keys: string): CallerIdMessage | undefined {
  const parts = /^(?:A(\d+))?(?:D(\d+))?(?:B(\d+))?([C#])$/.exec(keys);
  if (!parts || keys.length < 2) return undefined;
  const [, caller, diverted, reason, end] = parts;
  if (end === "#" && caller === undefined && reason === undefined)
    return { format: "DTMF", numberAbsent: danish(diverted ?? "") };
  const number = caller ?? diverted;
  return {
    format: "DTMF",
    ...(number !== undefined && { number }),
    ...(caller !== undefined && diverted !== undefined && { redirecting: diverted }),
    ...(reason !== undefined && { numberAbsent: absent(reason) }),
  };
}

const absent = (code: string): Absent =>
  code === "00" ? "unavailable" : code === "01" || code === "10" ? "private" : `other ${code}`;
const danish = (code: string): Absent =>
  code === "1" ? "private" : code === "3" ? "unavailable" : `other ${code}`;
