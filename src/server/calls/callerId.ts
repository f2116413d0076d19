/**
 * Who calls through an account, as that account wants to be told. Carriers do not agree: most read
 * P-Asserted-Identity, RFC 3325 §9.2 has a telephone write P-Preferred-Identity, some take the number
 * from From, and older ones from Remote-Party-ID (draft-ietf-sip-privacy-04). Hidden is hidden in all
 * of them: From says nothing, Privacy asks for it, and the number stays for the network alone.
 */
import { accountFrom, identityLines, userAt } from "#server/calls/identity.ts";
import { AssertedIdentity, PreferredIdentity } from "#sip/headers/assertedIdentity.ts";
import type { HeaderLine } from "#sip/message/message.ts";
import { formatNameAddr, nameAddr } from "#sip/message/nameAddr.ts";
import type { Party } from "#telephony/call/leg.ts";
import type { Account } from "#telephony/settings/telephones.ts";

export interface CallerId {
  /** Our address of record at the account. */
  readonly address: string;
  /** What From shows beside it. */
  readonly name: string | undefined;
  /** The number that is shown; undefined: none but the address. */
  readonly number: string | undefined;
  readonly hidden: boolean;
}

/** From, and the lines beside it. */
export function callerIdFor(
  style: Account["callerId"],
  { address, name, number, hidden }: CallerId,
): { readonly from: string; readonly lines: readonly HeaderLine[] } {
  const domain = address.slice(address.indexOf("@") + 1);
  const uri = number === undefined ? undefined : userAt(number, domain);
  const shown = style === "from" && uri !== undefined ? uri : address;
  const from = accountFrom(shown, name, hidden);
  const lines = identityLines(number, domain, hidden);
  if (uri === undefined || style === "asserted" || style === "from") return { from, lines };
  const others = lines.filter((line) => line.name !== AssertedIdentity.name);
  const party = formatNameAddr(nameAddr(uri));
  if (style === "preferred")
    return { from, lines: [{ name: "P-Preferred-Identity", text: party }, ...others] };
  const remote = `${party};party=calling;screen=no;privacy=${hidden ? "full" : "off"}`;
  return { from, lines: [{ name: "Remote-Party-ID", text: remote }, ...others] };
}

/** Of a call that is forwarded there: by which number or address it came, where the account is told. */
export function callerNamed(
  { namesCaller, callerId }: Pick<Account, "namesCaller" | "callerId">,
  { number, address, hidden }: Party,
  domain: string,
): readonly HeaderLine[] {
  const uri = number === undefined ? address : userAt(number, domain);
  if (!namesCaller || callerId === "preferred" || hidden || uri === undefined) return [];
  return [{ name: PreferredIdentity.name, text: PreferredIdentity.format([nameAddr(uri)]) }];
}
