/** The INVITE of a call out through an account. */
import type { AccountWay } from "#server/accounts/accounts.ts";
import { callerIdFor, callerNamed } from "#server/calls/callerId.ts";
import type { LegOrder } from "#server/calls/callSurroundings.ts";
import { forwardingLines } from "#server/calls/diversion.ts";
import { userAt } from "#server/calls/identity.ts";
import type { Said } from "#server/calls/whither.ts";
import type { Location } from "#server/emergency/pidfLo.ts";
import { whereabouts } from "#server/emergency/whereabouts.ts";
import type { Vouched } from "#server/identity/callSigner.ts";
import type { Ring } from "#server/legs/sipLegMeans.ts";
import type { Calling } from "#sip/agent/userAgent.ts";
import type { HeaderLine } from "#sip/message/message.ts";
import type { Body } from "#sip/session/session.ts";
import type { CallId } from "#telephony/call/leg.ts";
import type { LegTarget } from "#telephony/call/legTarget.ts";
import type { Account } from "#telephony/settings/telephones.ts";

export interface CallingMeans {
  /** Of calls that a transfer began. */
  readonly transfers: {
    /** What its INVITEs say besides. */
    says(call: CallId): Said | undefined;
  };
  /** Vouches for our number, where an account has the means. */
  readonly signed: (account: Account, vouched: Vouched) => readonly HeaderLine[];
  /** Who we are, for displays: the owner's name. */
  readonly name: () => string;
  /** Where the house is, for calls for help. */
  readonly location: () => Location | undefined;
}

export interface Wish {
  readonly target: LegTarget & { readonly to: "outside" };
  readonly ring: Ring;
  readonly body: Body;
  readonly order: LegOrder;
  readonly of: CallingMeans;
}

export function callingThrough(way: AccountWay, wish: Wish): Calling {
  const { target, body, order, of } = wish;
  const { about } = order;
  const said = of.transfers.says(about.id);
  const uri = said?.uri ?? way.uriOf(target.address);
  const { from, lines } = whoCalls(way, wish);
  const told =
    about.emergency && !target.plain
      ? whereabouts(way, body, { location: of.location(), at: about.began })
      : { lines: [], body };
  return {
    uri,
    from,
    to: `<${uri}>`,
    route: way.route,
    destination: way.destination,
    contactUser: way.contactUser,
    body: told.body,
    extra: [...lines, ...told.lines, ...forwarding(way, uri, order), ...(said?.lines ?? [])],
    ...(about.hops !== undefined && { maxForwards: about.hops - 1 }),
    ...(way.login && { login: way.login }),
  };
}

/**
 * As ourselves, always: carriers refuse others' numbers. A forwarded caller is in the display name.
 * A hidden number is in no signature, which anybody could read; and a call for help waits for none.
 */
function whoCalls(
  way: AccountWay,
  { target, ring: { caller, emergency }, order: { about }, of }: Wish,
): { readonly from: string; readonly lines: readonly HeaderLine[] } {
  const hidden = caller.hidden === true && emergency !== true;
  const isForwarded = about.direction === "in";
  const number = target.shows ?? way.account.number;
  const { from, lines } = callerIdFor(way.account.callerId, {
    address: way.address,
    name: isForwarded ? (caller.name ?? caller.number) : of.name() || undefined,
    number,
    hidden,
  });
  const named = isForwarded ? callerNamed(way.account, caller, domainOf(way)) : [];
  const vouched = { caller: number ?? way.address, called: target.address };
  const signed = hidden || about.emergency ? [] : of.signed(way.account, vouched);
  return { from, lines: [...lines, ...named, ...signed] };
}

const domainOf = ({ address }: AccountWay): string => address.slice(address.indexOf("@") + 1);

/** Whose telephone it was called for: the number that was called, at the account that it goes through. */
function forwarding(
  way: AccountWay,
  to: string,
  { about, invite, why }: Pick<LegOrder, "about" | "invite" | "why">,
): readonly HeaderLine[] {
  if (about.direction === "out") return [];
  const number = /^\+?[0-9*#]+$/.test(about.to);
  const from = number ? userAt(about.to, domainOf(way)) : way.address;
  return forwardingLines({ why: why(), from, to, came: invite() });
}
