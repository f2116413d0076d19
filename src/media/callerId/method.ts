import { fail, ok, type Result } from "#kit/result.ts";
import { type DtmfFormName, dtmfForms } from "#media/callerId/dtmfCallerId.ts";
import { bell202, type FskTones, v23 } from "#media/callerId/fsk.ts";

/** How a country tells who calls. */
export interface CallerIdMethod {
  readonly by: FskName | DtmfFormName;
  readonly alert: Alert;
}

/** Which tones carry the data: North America's with North America's message, or ETSI's with ETSI's. */
export type FskName = keyof typeof fskNames;
export const fskNames: Readonly<Record<"bell202" | "v23", FskTones>> = { bell202, v23 };

/**
 * What tells the box that data come, as methods are written in a country's file:
 *
 *   bell202 after ring          in the silence behind the first ring
 *   v23 reversal+tones          the battery changes over, two tones sound, data, ring
 *   v23 tones                   two tones, data, ring
 *   v23 pulse                   a short ring of its own, data, ring
 *   v23 open                    the battery goes for a moment, data, ring
 *   AC reversal                 the battery changes over, keys, ring
 *   AC nothing                  keys, ring
 */
export type Alert = (typeof alerts)[number];
const alerts = [
  "after ring",
  "reversal+tones",
  "reversal",
  "tones",
  "pulse",
  "open",
  "nothing",
] as const;

/** `none` is a country that tells nobody, or in a way that we do not make: undefined. */
export function parseMethod(text: string): Result<CallerIdMethod | undefined> {
  if (text === "none") return ok(undefined);
  const [by = "", ...rest] = text.split(" ");
  const alert = alerts.find((each) => each === rest.join(" "));
  return isCarrier(by) && alert ? ok({ by, alert }) : fail("media.badCallerId", text);
}

const isCarrier = (by: string): by is CallerIdMethod["by"] =>
  isFsk(by) || Object.hasOwn(dtmfForms, by);
export const isFsk = (by: string): by is FskName => Object.hasOwn(fskNames, by);
