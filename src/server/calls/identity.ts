/** Who calls, read from and written into SIP messages (RFC 3261 §20.20, RFC 3323, RFC 3325). */
import { plainText } from "#kit/plainText.ts";
import { AssertedIdentity } from "#sip/headers/assertedIdentity.ts";
import { From } from "#sip/headers/from.ts";
import { Privacy, wantsPrivacy } from "#sip/headers/privacy.ts";
import { escaped } from "#sip/message/escape.ts";
import { type HeaderLine, readable, type SipRequest } from "#sip/message/message.ts";
import { formatNameAddr, type NameAddr, nameAddr } from "#sip/message/nameAddr.ts";
import { noParams } from "#sip/message/params.ts";
import { parseUri } from "#sip/message/uri.ts";
import type { Party } from "#telephony/call/leg.ts";
import { canonical, type Numbering, readNumber } from "#telephony/number/phoneNumber.ts";

/** Longer names are nobody's, and fill displays and journals. */
const longest = 120;

/**
 * `trusted`: it came from an account, whose word on who calls counts (RFC 3325 §5). Of a hidden
 * caller all is kept, for rules and for the police; nobody shows it.
 */
export function partyOf(request: SipRequest, trusted: boolean, home: Numbering): Party {
  const asserted = trusted ? (readable(request, AssertedIdentity) ?? []) : [];
  const from = readable(request, From);
  const said = asserted[0] ?? from;
  if (!said) return { hidden: true };
  const anonymous = from !== undefined && isAnonymous(from);
  const hidden = anonymous || wantsPrivacy(readable(request, Privacy));
  if (anonymous && asserted.length === 0) return { hidden: true };
  const name = nameIn(said, anonymous ? undefined : from);
  return { ...placeOf(said, home), ...(name && { name }), ...(hidden && { hidden }) };
}

const nameIn = ({ display }: NameAddr, from: NameAddr | undefined): string | undefined => {
  const shown = display ?? from?.display;
  return shown && plainText(shown, longest);
};

const isAnonymous = ({ uri }: NameAddr): boolean =>
  /^sips?:(anonymous|restricted|unavailable|unknown|private)@|@anonymous\.invalid\b/i.test(uri);

/** Digits are a number wherever they are written; all else is an address. */
function placeOf({ uri }: NameAddr, home: Numbering): Pick<Party, "number" | "address"> {
  const parsed = parseUri(uri);
  if (!parsed.ok) return { address: uri.slice(0, longest) };
  const { scheme, user, host } = parsed.value;
  const number = user === undefined ? undefined : readNumber(user.replace(/;.*$/, ""), home);
  const address =
    scheme === "tel" ? {} : { address: `sip:${user ? `${user}@` : ""}${host}`.slice(0, 255) };
  return { ...(number && { number: canonical(number) }), ...address };
}

const hiddenParty = nameAddr("sip:anonymous@anonymous.invalid", noParams, "Anonymous");

/** For From of a call to one of the owner's telephones: what its display shall show. */
export function fromText(party: Party, host: string): string {
  if (party.hidden) return formatNameAddr(hiddenParty);
  const { number, name, address } = party;
  const uri = number !== undefined ? userAt(number, host) : (address ?? userAt("unknown", host));
  return formatNameAddr(nameAddr(uri, noParams, name));
}

export const userAt = (user: string, host: string): string =>
  `sip:${escaped(user, "&=+$,;?/")}@${host}`;

/** The lines beside From that say who calls through an account, and whether it may be shown. */
export function identityLines(
  number: string | undefined,
  domain: string,
  hidden: boolean,
): readonly HeaderLine[] {
  const asserted = number === undefined ? [] : [nameAddr(userAt(number, domain))];
  return [
    ...(asserted.length > 0
      ? [{ name: AssertedIdentity.name, text: AssertedIdentity.format(asserted) }]
      : []),
    ...(hidden ? [{ name: "Privacy", text: "id" }] : []),
  ];
}

/** From of a call through an account; a hidden one says nothing (RFC 3323 §4.1.1.3). */
export const accountFrom = (address: string, name: string | undefined, hidden: boolean): string =>
  formatNameAddr(hidden ? hiddenParty : nameAddr(address, noParams, name));
