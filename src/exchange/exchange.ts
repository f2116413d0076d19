import { attendantLogin } from "#exchange/attendant/attendantUser.ts";
import { CallBook } from "#exchange/calls/callBook.ts";
import { type CallTeller, callTeller } from "#exchange/calls/callTeller.ts";
import { doorkeeper } from "#exchange/doorkeeper.ts";
import type { ExchangeParts } from "#exchange/exchangeParts.ts";
import { gate } from "#exchange/gate.ts";
import { helpCalls } from "#exchange/help/helpCalls.ts";
import type { Inside } from "#exchange/inside.ts";
import type { Locations } from "#exchange/locations.ts";
import { countsOf, layerOf, limitsOf, locationsOf } from "#exchange/oneOrMany.ts";
import { Onward } from "#exchange/onward.ts";
import { ownNames } from "#exchange/ownNames.ts";
import { type OwnServices, ownServices } from "#exchange/ownServices.ts";
import { breadthOf, notAdmitted, type Refusal } from "#exchange/proxy/admission.ts";
import { isTokenLike, readToken, type TokenFacts } from "#exchange/proxy/flowToken.ts";
import { loopMark } from "#exchange/proxy/loopMark.ts";
import { allow, isForUs } from "#exchange/proxy/ours.ts";
import { withoutOwnCredentials } from "#exchange/proxy/ownCredentials.ts";
import { preprocessed, type Routed } from "#exchange/proxy/routes.ts";
import { forwarded } from "#exchange/proxy/surgery.ts";
import { type Refusals, refusals } from "#exchange/refusals.ts";
import { type RelayDesk, relayDesk } from "#exchange/relay/relayDesk.ts";
import { type ExchangeSettings, realmOf } from "#exchange/settings/settings.ts";
import { openTrunks, type Trunks } from "#exchange/trunks/trunks.ts";
import { type Directory, directoryOf } from "#exchange/users/directory.ts";
import { type CallsShown, callsShown } from "#exchange/workers/callsOfAll.ts";
import { first } from "#exchange/workers/ownership.ts";
import { after, seconds } from "#kit/time.ts";
import type { CountedTransactionLayer } from "#sip/agent/transactionLayer.ts";
import type { ServerTransaction, Way } from "#sip/agent/transactions.ts";
import { toTag } from "#sip/dialog/dialogId.ts";
import { CallId } from "#sip/headers/callId.ts";
import { readable, type SipRequest } from "#sip/message/message.ts";
import { respond } from "#sip/message/response.ts";
import type { SipUri } from "#sip/message/uri.ts";
import type { Flow } from "#sip/transport/flow.ts";
import { token } from "#world/random.ts";

/**
 * The exchange: knows whom a request is for and whether it may go there, and nothing of what the
 * called's own server does with it. This file is the shell that stands on the transaction layer;
 * every decision is in exchange/proxy and the folders beside it.
 */
export class Exchange {
  readonly #parts: ExchangeParts;
  readonly #layer: CountedTransactionLayer;
  readonly #tokens: TokenFacts;
  readonly #onward: Onward;
  readonly #trunks: Trunks;
  readonly #relayDesk: RelayDesk;
  readonly #refusals: Refusals;
  /** What is for the exchange itself, whoever it names. */
  readonly #own: OwnServices;
  readonly #ears: readonly (() => void)[];
  readonly locations: Locations;
  readonly inside: Inside;
  readonly #teller: CallTeller;
  readonly #shown: CallsShown;
  readonly #tellSettings: ((settings: ExchangeSettings) => void) | undefined;
  readonly #isOwn: (uri: SipUri) => boolean;
  #settings: ExchangeSettings;
  #directory: Directory;

  constructor(parts: ExchangeParts) {
    const { world, nodes } = parts;
    const { key } = parts.key;
    this.#parts = parts;
    this.#settings = parts.settings;
    this.#directory = this.#directoryOf(parts.settings);
    this.#isOwn = ownNames({
      ...parts,
      network: world.network,
      ...{ domains: this.domains, isNode: nodes?.isNode },
    });
    const { crew, run = token(world.random), self } = parts.crew ?? {};
    this.#refusals = refusals(world);
    const known = this.#known();
    const help = helpCalls(known);
    this.#layer = layerOf(parts, this.#refusals, help);
    this.#tokens = { crypto: world.crypto, key, run, ...(nodes && { at: nodes.at }) };
    this.locations = locationsOf(parts);
    const watch = new CallBook(world.clock, self);
    const limits = limitsOf(parts);
    const own = { nodes, world, help, watch, crew, ...limits, ...known };
    this.#teller = callTeller(watch, limits.channels);
    this.#trunks = openTrunks({ ...own, layer: this.#layer, key: parts.key });
    this.#trunks.use(parts.settings.trunks);
    parts.policies.use(namesOf(parts.settings), !this.#isFirst || nodes !== undefined);
    const common = {
      ...own,
      locations: this.locations,
      trunkHosts: this.#trunks.hosts,
      trunkAccounts: this.#trunks.accounts,
      trunkCalls: this.#trunks.calls,
      ...{ policies: parts.policies, joined: parts.joined, refusals: this.#refusals },
      knowsAll: parts.knowsAll ?? (() => true),
      domain: () => this.#settings.domains[0] ?? "",
    };
    const realm = (): string => realmOf(this.#settings);
    const keeper = doorkeeper({ ...common, key: limits.nonceKey, realm });
    this.#relayDesk = relayDesk({ ...common, open: parts.relays });
    this.#onward = new Onward({
      ...common,
      ...{ relayDesk: this.#relayDesk, layer: this.#layer, tokens: this.#tokens },
      teller: this.#teller,
      gate: gate({ ...common, doorkeeper: keeper }),
    });
    const counts = () => ({ ...countsOf(parts, this.#layer, watch), ...this.#refusals.counts });
    this.#shown = callsShown({ clock: world.clock, book: watch, counts }, parts.crew);
    this.inside = { ...common, ...this.#shown, trunks: this.#trunks };
    this.#own = ownServices({
      ...common,
      ...{ signer: parts.signer, layer: this.#layer },
      doorkeeper: keeper,
    });
    this.#ears = this.#listens();
    this.#tellSettings = crew?.shares<ExchangeSettings>("settings", {
      heard: (settings) => this.#takes(settings),
    });
  }

  /** What holds now, for whoever asks later. */
  #known() {
    const settings = () => this.#settings;
    const directory = () => this.#directory;
    return { clock: this.#parts.world.clock, isOwn: this.#isOwn, settings, directory };
  }

  #listens(): readonly (() => void)[] {
    const { transports } = this.#parts;
    const unread = transports.unread?.(({ code, from }) => this.#refusals.note(code, from.host));
    return [
      ...(unread ? [unread] : []),
      this.#layer.serve((transaction) => this.#arrived(transaction)),
      this.#layer.acks(({ message, flow }) => {
        if (message.kind === "request") this.#acknowledged(message, flow);
      }),
      transports.losses((flow) => {
        this.locations.flowLost(flow);
        this.#own.notifier.flowLost(flow);
        this.#trunks.flowLost(flow);
      }),
    ];
  }

  /** The names that its users know it by. */
  readonly domains = (): readonly string[] => this.#settings.domains;

  /** From now on these: nothing is restarted for it. Of several workers the first one tells the others. */
  use(settings: ExchangeSettings, isOthers = false): void {
    if (this.#isFirst) this.#tellSettings?.(settings);
    this.#takes(settings, isOthers);
  }

  #takes(settings: ExchangeSettings, isOthers = false): void {
    this.#settings = settings;
    this.#directory = this.#directoryOf(settings);
    this.#trunks.use(settings.trunks);
    this.#parts.policies.use(namesOf(settings), isOthers || !this.#isFirst);
    this.#own.use();
  }

  /** Of several workers it alone writes. */
  get #isFirst(): boolean {
    return (this.#parts.crew?.crew.own ?? first) === first;
  }

  #directoryOf(settings: ExchangeSettings): Directory {
    const { world, attendant } = this.#parts;
    return directoryOf(settings, attendantLogin(world.crypto, settings, attendant));
  }

  /** Nothing alive: no transaction, no call that we bridge or whose sound we carry. */
  get idle(): boolean {
    const relayed = this.#parts.relays?.relays.size ?? 0;
    return this.#layer.live === 0 && this.#trunks.idle() && relayed === 0;
  }

  /** When nothing is left of what is under way. */
  async quiet(): Promise<void> {
    const { clock } = this.#parts.world;
    while (!this.idle)
      await new Promise<void>(
        (resolve) => void clock.at(after(clock.now(), seconds(0.1)), resolve),
      );
  }

  async close(): Promise<void> {
    await this.#trunks.close();
    this.#own.notifier.close();
    for (const ear of this.#ears) ear();
    this.locations.close();
    this.#shown.close();
    this.#layer.close();
  }

  #arrived(transaction: ServerTransaction): void {
    const { request } = transaction;
    if (this.#trunks.owns(request)) {
      this.#trunks.arrived(transaction);
      return;
    }
    const routed = this.#routed(request, transaction.flow);
    if (!this.#own.serve(transaction, routed.request))
      this.#answered(transaction, this.#onwards(transaction, routed));
  }

  #answered(transaction: ServerTransaction, refusal: Refusal | undefined): void {
    if (refusal === undefined) return;
    const { status, headers = [], why } = refusal;
    this.#refusals.answered(refusal, transaction.flow.remote.host);
    this.#teller.refused(transaction.request, status, why);
    const tag = token(this.#parts.world.random);
    const lines = status === 200 ? [...headers, allow] : headers;
    transaction.answer(respond(transaction.request, status, { toTag: tag, headers: lines }));
  }

  /** Undefined: it is on its way. */
  #onwards(transaction: ServerTransaction, routed: Routed): Refusal | undefined {
    const { request } = transaction;
    const mark = loopMark(request, this.#parts.key.key);
    const isAboutUs = isForUs(routed.request, this.#isOwn) && request.method === "OPTIONS";
    if (isAboutUs) return { status: 200 }; // whatever Max-Forwards says (RFC 3261 §11)
    const onItsWay = { ...routed, transaction, mark };
    if (routed.token?.delivers) return this.#onward.delivered(onItsWay);
    const begins = toTag(request) === "";
    if (begins) this.#teller.begins(transaction);
    return (
      notAdmitted(request, mark) ??
      (begins ? this.#onward.initial(onItsWay) : this.#onward.inDialog(onItsWay))
    );
  }

  /** An ACK of a 2xx has no answer: it goes where its token says, or nowhere. */
  #acknowledged(request: SipRequest, flow: Flow): void {
    const { request: routed, token: way } = this.#routed(request, flow);
    const mark = loopMark(request, this.#parts.key.key);
    if (way === undefined || (!way.delivers && notAdmitted(request, mark) !== undefined)) return;
    const target = this.#onward.acknowledges(routed, way);
    if (target === undefined) return;
    const surgery = { target, breadth: breadthOf(request), recordRoutes: [], sets: [] };
    const passed = withoutOwnCredentials(routed, realmOf(this.#settings));
    const carried = this.#relayDesk.acknowledged({ request, flow }, way.relay);
    const make = (by: Way): SipRequest => carried(forwarded(passed, surgery), by);
    this.#layer.sendAlone({ destination: target.destination, mark, make });
  }

  #routed(request: SipRequest, { remote }: Flow): Routed {
    const callId = readable(request, CallId) ?? "";
    return preprocessed(request, {
      isOwn: this.#isOwn,
      token: (user) => {
        const token = readToken(user, callId, this.#tokens);
        if (token === undefined && isTokenLike(user)) this.#refusals.note("badToken", remote.host);
        return token;
      },
    });
  }
}

const namesOf = ({ users }: ExchangeSettings): readonly string[] => users.map(({ name }) => name);
