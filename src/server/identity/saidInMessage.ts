/** Who calls whom by the message itself, in all the names that a PASSporT may have for them (RFC 8224 §8). */
import { SentDate } from "#sip/headers/date.ts";
import { To } from "#sip/headers/to.ts";
import { readable, type SipRequest } from "#sip/message/message.ts";
import { parseUri } from "#sip/message/uri.ts";
import type { Named, SaidInMessage } from "#sip/stir/passport.ts";
import type { CallAsSaid } from "#sip/stir/vouching.ts";
import type { Party } from "#telephony/call/leg.ts";
import { canonical, type Numbering, readNumber } from "#telephony/number/phoneNumber.ts";
import { numbering } from "#telephony/settings/home.ts";
import type { Settings } from "#telephony/settings/settings.ts";

export interface Said extends SaidInMessage {
  readonly parties: Pick<CallAsSaid, "caller" | "called">;
}

/**
 * `called`: as the doorman knows it. What was signed must be for that, not just for To, which anybody
 * can copy: else a signature from a call to somebody else could be used on a call to us.
 */
export function saidIn(
  request: SipRequest,
  { from, called }: { readonly from: Party; readonly called: string },
  settings: Settings,
): Said {
  const home = numbering(settings);
  const date = readable(request, SentDate);
  const to = parseUri(readable(request, To)?.uri ?? "");
  const names = namesOf(called, settings, home);
  return {
    caller: from.number && digitsOf(from.number, home),
    called: to.ok && to.value.user ? digitsOf(to.value.user, home) : undefined,
    date: date && Math.floor(date / 1000),
    parties: { caller: partyNames(from, home), called: names.map((one) => named(one, home)) },
  };
}

/** One of the owner's own numbers may be signed for as number or address, however it was called. */
function namesOf(called: string, { numbers }: Settings, home: Numbering): readonly string[] {
  const digits = digitsOf(called, home);
  const own = numbers.find(
    ({ number, address }) =>
      (number !== undefined && digitsOf(number, home) === digits && digits !== undefined) ||
      address?.replace(/^sips?:/i, "").toLowerCase() === called.toLowerCase(),
  );
  return [called, own?.number, own?.address].filter((one) => one !== undefined);
}

const partyNames = ({ number, address }: Party, home: Numbering): readonly Named[] =>
  [number, address].flatMap((one) => (one === undefined ? [] : [named(one, home)]));

/** A number where it is one, else an address. */
export function named(text: string, home: Numbering): Named {
  const tn = digitsOf(text, home);
  if (tn !== undefined) return { tn };
  return { uri: /^sips?:/i.test(text) ? text : `sip:${text}` };
}

/** E.164 without its `+`; short numbers as they are. */
function digitsOf(text: string, home: Numbering): string | undefined {
  const number = readNumber(text, home);
  return number && canonical(number).replace("+", "");
}
