/**
 * Whose INVITE it is: one of our accounts brings a call, one of our telephones places one, or a
 * stranger asks for the owner. A stranger is rung for only at the owner's own address, only so
 * often, and can never call out.
 */
import { domain } from "#server/accounts/accountNames.ts";
import type { Accounts } from "#server/accounts/accounts.ts";
import { attestationOf } from "#server/calls/attestation.ts";
import { partyOf } from "#server/calls/identity.ts";
import { retryAfter, sdpIn } from "#server/legs/sipWords.ts";
import type { Peers, Sibling } from "#server/peers/peers.ts";
import type { Doorkeeper } from "#server/registrar/doorkeeper.ts";
import type { IncomingInvite, Session } from "#sip/agent/userAgent.ts";
import type { RateLimit } from "#sip/guard/strangers.ts";
import { Accept } from "#sip/headers/accept.ts";
import { CalledParty } from "#sip/headers/calledParty.ts";
import { From } from "#sip/headers/from.ts";
import { To } from "#sip/headers/to.ts";
import { type HeaderLine, readable, type SipRequest } from "#sip/message/message.ts";
import { formatHost, parseUri, type SipUri } from "#sip/message/uri.ts";
import type { Flow } from "#sip/transport/flow.ts";
import type { LegId, Party } from "#telephony/call/leg.ts";
import type { Taker } from "#telephony/call/legTarget.ts";
import { forOwner } from "#telephony/directing/called.ts";
import type { Attested } from "#telephony/directing/facts.ts";
import { numbering } from "#telephony/settings/home.ts";
import type { Settings } from "#telephony/settings/settings.ts";
import type { Account } from "#telephony/settings/telephones.ts";
import type { World } from "#world/world.ts";

export interface DoormanMeans {
  readonly world: Pick<World, "clock" | "log">;
  readonly settings: () => Settings;
  readonly accounts: Pick<Accounts, "recognise" | "way">;
  readonly peers: Pick<Peers, "recognise" | "claims">;
  readonly doorkeeper: Pick<Doorkeeper, "admit" | "claimed">;
  /** That telephone is registered from there. */
  readonly isAt: (device: string, flow: Flow) => boolean;
  /** Calls of strangers, by source. */
  readonly strangers: RateLimit;
  /** Whether new calls are taken: not while the server closes. */
  readonly isOpen: () => boolean;
  /** Somebody here called for help a short while ago: whoever calls may be the rescuers, and is let in. */
  readonly calledForHelp: () => boolean;
  /** One of our telephones places a call. */
  readonly placed: (device: string, incoming: IncomingInvite, replaces?: LegId) => void;
  /** The leg that Replaces names, when whoever calls may take its place. */
  readonly replaced: (session: Session, taker: Taker) => LegId | undefined;
  /** Somebody calls the owner. */
  readonly arrived: (incoming: IncomingInvite, call: Arrived) => void;
}

/** A call that came from outside. */
export interface Arrived {
  readonly from: Party;
  /** What was called, as rules know it. */
  readonly called: string;
  readonly via?: string;
  readonly attested?: Attested;
  /** It takes the place of that leg. */
  readonly replaces?: LegId;
}

export class Doorman {
  readonly #of: DoormanMeans;

  constructor(of: DoormanMeans) {
    this.#of = of;
  }

  /** Telephones and carriers may share an address: who names a telephone of ours has to prove it. */
  receive(incoming: IncomingInvite): void {
    const { accounts, doorkeeper } = this.#of;
    const { request, flow } = incoming;
    const known = accounts.recognise(request, flow);
    const claimed = doorkeeper.claimed(request);
    const isTelephone =
      claimed !== undefined &&
      known?.by !== "contact" &&
      (!known || !isFrom(known.account, request) || this.#of.isAt(claimed.id, flow));
    if (known && !isTelephone) this.#fromAccount(incoming, known.account);
    else if (isTelephone) this.#fromTelephone(incoming);
    else this.#fromOutside(incoming);
  }

  /**
   * A member of an exchange of ours is known by the key that its server has shown. Who merely says
   * to be one has to come through the exchange, which knows whether that is so.
   */
  #fromOutside(incoming: IncomingInvite): void {
    const { peers, world } = this.#of;
    const { request, flow } = incoming;
    const sibling = peers.recognise(flow);
    const claimed = sibling ? undefined : peers.claims(request);
    if (sibling) this.#fromSibling(incoming, sibling);
    else if (claimed) {
      const source = flow.remote.host;
      world.log.info("a call that says to be a member's refused", { source, account: claimed.id });
      refuse(incoming, 403);
    } else this.#fromStranger(incoming);
  }

  /** As if through the exchange, but that who calls is whom the exchange's directory names. */
  #fromSibling(incoming: IncomingInvite, { account, member }: Sibling): void {
    const { settings } = this.#of;
    const now = settings();
    const { request } = incoming;
    const said = partyOf(request, false, numbering(now));
    const [number] = member.numbers;
    const address = `sip:${member.name}@${domain(account)}`;
    const from = { ...said, address, ...(number !== undefined && { number }) };
    const called = calledThrough(request, { account, contactUser: undefined, settings: now });
    if (incoming.replaces)
      refuse(incoming, 403); // RFC 3891 §3
    else if (!forOwner(called, account.id, now)) refuse(incoming, 404);
    else this.#take(incoming, { from, called, via: account.id });
  }

  #fromTelephone(incoming: IncomingInvite): void {
    const admission = this.#of.doorkeeper.admit(incoming.request, incoming.flow);
    if (admission.on === "refused") refuse(incoming, admission.status, admission.headers);
    else this.#placed(admission.device.id, incoming); // a call for help is placed while we close, too
  }

  #placed(device: string, incoming: IncomingInvite): void {
    const { replaces } = incoming;
    if (!replaces) return void this.#of.placed(device, incoming);
    const leg = this.#of.replaced(replaces, { device });
    if (leg === undefined) refuse(incoming, 403);
    else this.#of.placed(device, incoming, leg);
  }

  #fromAccount(incoming: IncomingInvite, account: Account): void {
    const { accounts, settings } = this.#of;
    const now = settings();
    const contactUser = accounts.way(account.id)?.contactUser;
    const called = calledThrough(incoming.request, { account, contactUser, settings: now });
    const from = partyOf(incoming.request, true, numbering(now));
    const attested = account.verstat ? attestationOf(incoming.request) : undefined;
    const came = { from, called, via: account.id, ...(attested && { attested }) };
    const { replaces } = incoming;
    if (!replaces) return void this.#take(incoming, came);
    const leg = account.mayReplace && this.#of.replaced(replaces, { account: account.id });
    if (leg) this.#take(incoming, { ...came, replaces: leg });
    else refuse(incoming, 403); // RFC 3891 §3
  }

  #fromStranger(incoming: IncomingInvite): void {
    const { settings, strangers, world } = this.#of;
    const { request, flow } = incoming;
    const now = settings();
    const uri = request.uri.ok ? request.uri.value : undefined;
    const called = uri?.user === undefined ? "" : `${uri.user}@${formatHost(uri.host)}`;
    const { host } = flow.remote;
    if (incoming.replaces) refuse(incoming, 403);
    else if (called === "" || !forOwner(called, undefined, now) || !hasOwnAddress(now)) {
      world.log.info("a stranger's call refused", { source: host });
      refuse(incoming, 404);
    } else if (!strangers.allows(host, world.clock.now()) && !this.#of.calledForHelp())
      refuse(incoming, 503, [retryAfter]);
    else this.#take(incoming, { from: partyOf(request, false, numbering(now)), called });
  }

  #take(incoming: IncomingInvite, call: Arrived): void {
    if (!this.#of.isOpen() && !this.#of.calledForHelp()) refuse(incoming, 503, [retryAfter]);
    else if (isSpeechless(incoming.request)) refuse(incoming, 415, [acceptSdp]);
    else if (!takesSdp(incoming.request)) refuse(incoming, 406);
    else this.#of.arrived(incoming, call);
  }
}

/** An exchange's own `kitchen` is not ours. */
function isFrom(account: Account, request: SipRequest): boolean {
  const uri = parseUri(readable(request, From)?.uri ?? "");
  return uri.ok && formatHost(uri.value.host) === domain(account);
}

/** An owner who named no number and no address is nobody's to ring, but for the accounts. */
const hasOwnAddress = ({ numbers }: Settings): boolean => numbers.length > 0;

const acceptSdp: HeaderLine = { name: "Accept", text: "application/sdp" };

/** A body that is no session description; none at all is a delayed offer. */
const isSpeechless = (request: SipRequest): boolean =>
  request.body.length > 0 && sdpIn(request) === undefined;

/** §21.4.7: a caller who could not read our answer. */
function takesSdp(request: SipRequest): boolean {
  const types = readable(request, Accept);
  return types === undefined || types.some(({ value }) => sdpTypes.has(value.toLowerCase()));
}
const sdpTypes = new Set(["application/sdp", "application/*", "*/*", "multipart/mixed"]);

interface Through {
  readonly account: Account;
  readonly contactUser: string | undefined;
  readonly settings: Settings;
}

/**
 * Carriers write the called number into the Request-URI, or, when they call the contact that we
 * registered, into To; an exchange says it apart, for To may be older than a forwarding. What comes to our own contact is for us, however strangely it is written.
 */
function calledThrough(request: SipRequest, { account, contactUser, settings }: Through): string {
  const uri = request.uri.ok ? request.uri.value : undefined;
  const to = parseUri(readable(request, To)?.uri ?? "");
  const ours = contactUser !== undefined && uri?.user === contactUser;
  const told = account.kind === "exchange" ? readable(request, CalledParty) : undefined;
  const named = parseUri(told?.uri ?? "");
  const apart = [named, to].map((one) => (one.ok ? one.value : undefined));
  const places = [...(ours ? [] : [uri]), ...apart];
  const texts = places.flatMap((place) => (place ? [textOf(place)] : []));
  const known = texts.find((text) => forOwner(text, account.id, settings));
  return known ?? (ours ? "" : (texts[0] ?? ""));
}

/** A number by itself; else the whole address. */
const textOf = ({ user, host }: SipUri): string =>
  user !== undefined && /^\+?[0-9*#]+$/.test(user) ? user : `${user ?? ""}@${formatHost(host)}`;

function refuse(incoming: IncomingInvite, status: number, extra: readonly HeaderLine[] = []): void {
  incoming.session.perform({ do: "refuse", status, extra });
}
