/**
 * Where somebody shall be put through to, as a REFER names it (RFC 3515, RFC 3891): a number, which
 * goes out by the owner's own ways; an address at an account, through that account alone; or the place
 * of somebody whom a telephone of ours talks to by itself. Never to any other host, nor to a call for
 * help.
 */
import { addressOfRecord, domain } from "#server/accounts/accountNames.ts";
import { isForHelp } from "#server/calls/callOut.ts";
import { ReferredBy } from "#sip/headers/referredBy.ts";
import { Replaces } from "#sip/headers/replaces.ts";
import { type HeaderLine, header } from "#sip/message/message.ts";
import { nameAddr } from "#sip/message/nameAddr.ts";
import { formatUri, parseUri, type SipUri } from "#sip/message/uri.ts";
import { forOwner } from "#telephony/directing/called.ts";
import { emergencyIn } from "#telephony/number/emergency.ts";
import { readNumber } from "#telephony/number/phoneNumber.ts";
import { helpNumbers, numbering } from "#telephony/settings/home.ts";
import type { Settings } from "#telephony/settings/settings.ts";
import type { Account } from "#telephony/settings/telephones.ts";

/** What was asked; `account`: whose party asks, else it is a telephone of ours. */
export interface Asked {
  readonly address: string;
  readonly dialog?: string;
  readonly by?: string;
  readonly account?: Account;
}

export interface Whither {
  /** A number, a SIP address, or the id of a telephone. */
  readonly dialled: string;
  /** The only account that it may go through. */
  readonly through?: string;
  /** What its INVITE says. */
  readonly says: Said;
}

export interface Said {
  /** The Request-URI, where it is not made of what is dialled. */
  readonly uri?: string;
  readonly lines: readonly HeaderLine[];
}

export interface Surroundings {
  readonly settings: Settings;
  /** The telephone of ours that is registered there. */
  readonly deviceAt: (uri: SipUri) => string | undefined;
  /** That host is the server of that account. */
  readonly isServer: (account: string, host: string) => boolean;
}

/** Undefined: it leads nowhere that may be called. */
export function whither(asked: Asked, around: Surroundings): Whither | undefined {
  const { settings, deviceAt } = around;
  const parsed = parseUri(asked.address);
  const uri = parsed.ok ? parsed.value : undefined;
  const user = uri?.user?.replace(/;.*$/, "") ?? "";
  if (!uri || !isHarmless(user, settings)) return undefined;
  const at = accountAt(uri, asked, around);
  return asked.dialog === undefined
    ? toNumber(user, at, asked, settings)
    : intoDialog({ uri, user, dialog: asked.dialog }, at, asked, deviceAt);
}

const longestUser = 64;

/** A number of North America's networks themselves, such as their enquiries. */
const service = /^[2-9]11$/;

/**
 * Of few characters, and no code that a carrier would obey in the owner's name; nobody who helps; and
 * not the owner, whose telephone is in the call already.
 */
function isHarmless(user: string, settings: Settings): boolean {
  if (user.length > longestUser || !/^[\w.~+-]+$/.test(user) || service.test(user)) return false;
  if (isForHelp(user, settings) || emergencyIn(user, helpNumbers(settings)) !== undefined)
    return false;
  return forOwner(user, undefined, settings) === undefined;
}

function accountAt(
  { host, scheme }: SipUri,
  { account }: Asked,
  { settings, isServer }: Surroundings,
): Account | undefined {
  if (scheme === "tel") return undefined;
  const known = account ? [account] : settings.accounts.filter(({ enabled }) => enabled);
  return known.find(({ id }) => isServer(id, host));
}

/** A number of the world's goes as any that the owner dials; what only its own network knows goes back there. */
function toNumber(
  user: string,
  at: Account | undefined,
  asked: Asked,
  settings: Settings,
): Whither | undefined {
  const says = { lines: referredBy(asked.by) };
  if (readNumber(user, numbering(settings))?.is === "world") return { dialled: user, says };
  return at && { dialled: dialledAt(user, at), through: at.id, says };
}

interface Aim {
  readonly uri: SipUri;
  readonly user: string;
  readonly dialog: string;
}

function intoDialog(
  { uri, user, dialog }: Aim,
  at: Account | undefined,
  { account, by }: Asked,
  deviceAt: Surroundings["deviceAt"],
): Whither | undefined {
  const replaced = Replaces.parse(dialog);
  if (!replaced.ok) return undefined;
  const takes = [header(Replaces, replaced.value), { name: "Require", text: "replaces" }];
  const device = account ? undefined : deviceAt(uri);
  if (device !== undefined) return { dialled: device, says: { lines: takes } };
  if (!at) return undefined;
  return {
    dialled: dialledAt(user, at),
    through: at.id,
    says: {
      uri: plainUri(uri),
      lines: [...takes, ...referredBy(account ? by : addressOfRecord(at))],
    },
  };
}

const dialledAt = (user: string, at: Account): string =>
  /^\+?[0-9]+$/.test(user) ? user : `sip:${user}@${domain(at)}`;

/** RFC 3891 §4: to the contact itself. Its parameters could lead elsewhere, but for these. */
function plainUri(uri: SipUri): string {
  const params = [...uri.params].filter(([name]) => kept.has(name));
  const { password: _, ...rest } = uri;
  return formatUri({ ...rest, params: new Map(params), headers: [] });
}
const kept = new Set(["gr", "transport", "user"]);

const longestAddress = 255;

/** RFC 3892 §2.2: as it was told. */
function referredBy(by: string | undefined): readonly HeaderLine[] {
  if (by === undefined || by.length > longestAddress || !parseUri(by).ok) return [];
  return [header(ReferredBy, nameAddr(by))];
}
