/**
 * How a SIP phone shall ring, or, where somebody only speaks into it, answer by itself.
 *
 * For that there is a standard (RFC 5373) that few phones know; the others go by what one maker or
 * another began with. Whoever does not know a header leaves it
 * alone and rings, so that the usual ones are sent together. Most phones obey only when their own
 * settings allow it.
 *
 *   Answer-Mode: Auto                            RFC 5373; Avaya, Linphone, some others
 *   Call-Info: <sip:…>;answer-after=0            Cisco and Linksys SPA, Grandstream, Snom, baresip
 *   Alert-Info: <…>;info=alert-autoanswer;delay=0  Yealink, Snom, Aastra and Mitel, Fanvil, Gigaset, baresip
 *   Alert-Info: Ring Answer                      Polycom, by the name of a ring class
 *   Alert-Info: <…>;info=Intercom                Panasonic, and ring classes that are called so
 */
import type { Ring } from "#server/legs/sipLegMeans.ts";
import type { HeaderLine } from "#sip/message/message.ts";
import type { SipDevice } from "#telephony/settings/telephones.ts";

export type AutoAnswer = SipDevice["autoAnswer"];

const alerts: Readonly<Record<Exclude<AutoAnswer, "never">, string>> = {
  usual: "<http://127.0.0.1/alert>;info=alert-autoanswer;delay=0",
  ringAnswer: "Ring Answer",
  intercom: "<http://127.0.0.1/alert>;info=Intercom",
};

/** `uri`: where the phone is; a Call-Info must point somewhere, and nobody looks there. */
export function ringLines(ring: Ring, how: AutoAnswer, uri: string): readonly HeaderLine[] {
  if (!ring.oneWay || how === "never") return distinctive(ring);
  return [
    { name: "Answer-Mode", text: "Auto" },
    { name: "Call-Info", text: `<${uri}>;answer-after=0` },
    { name: "Alert-Info", text: alerts[how] },
  ];
}

/** As told, or the distinctive ring that most telephones know by these names. */
function distinctive({ alertInfo, cadence }: Ring): readonly HeaderLine[] {
  const nth = /^r([1-9])$/.exec(cadence ?? "")?.[1];
  const text = alertInfo ?? (nth && nth !== "1" && `<http://127.0.0.1/Bellcore-dr${nth}>`);
  return text ? [{ name: "Alert-Info", text }] : [];
}
