import { type AccountHost, accountHost } from "#server/accounts/accountHost.ts";
import type { CallHost } from "#server/callHost.ts";
import { takeArrivals } from "#server/calls/arrivals.ts";
import { CallBook, ruleOf } from "#server/calls/callBook.ts";
import { callsOf } from "#server/calls/callsOf.ts";
import { Director } from "#server/calls/director.ts";
import type { HouseDesk } from "#server/calls/houseDesk.ts";
import { openDesks } from "#server/calls/openDesks.ts";
import { forgetAllScreened, forgetScreened } from "#server/calls/screenedCalls.ts";
import { wireTap } from "#server/calls/wireTap.ts";
import { CallSigner } from "#server/identity/callSigner.ts";
import { IgnoredSignals } from "#server/ignoredSignals.ts";
import { legMeans } from "#server/legs/legMeans.ts";
import type { Messages } from "#server/mailbox/messages.ts";
import { recordingsOf } from "#server/mailbox/recordings.ts";
import { Voicemail } from "#server/mailbox/voicemail.ts";
import type { BrokerMeans } from "#server/mediaBroker.ts";
import { type OwnPlace, ownPlace } from "#server/network/ownPlace.ts";
import { PeerBook } from "#server/peers/peerBook.ts";
import { PortEvents } from "#server/portEvents.ts";
import { PlugInDesk } from "#server/provisioning/plugInDesk.ts";
import { browsersOf, PushDesk } from "#server/push/pushDesk.ts";
import { type DeviceRegistrar, deviceRegistrar } from "#server/registrar/deviceRegistrar.ts";
import { doorkeeper } from "#server/registrar/doorkeeper.ts";
import { Routines } from "#server/routines.ts";
import type { ServerParts } from "#server/serverParts.ts";
import type { ServiceDesk } from "#server/services/serviceDesk.ts";
import { Subscriptions } from "#server/subscriptions/subscriptions.ts";
import { takeUp } from "#server/survival/takeUp.ts";
import { makeTelephone } from "#server/telephoneMaker.ts";
import { telephoneMeans } from "#server/telephoneMeans.ts";
import { Telephones } from "#server/telephones.ts";
import { bans, rateLimit } from "#sip/guard/strangers.ts";
import { because, type CallId } from "#telephony/call/leg.ts";
import type { Settings } from "#telephony/settings/settings.ts";

export class FeatureServer {
  readonly parts: ServerParts;
  readonly accounts: AccountHost;
  /** Of our exchanges. */
  readonly peers: PeerBook;
  readonly registrar: DeviceRegistrar;
  readonly plugIn: PlugInDesk;
  readonly telephones: Telephones;
  readonly calls: CallHost;
  readonly place: OwnPlace;
  readonly book: CallBook;
  readonly voicemail: Voicemail;
  readonly subscriptions: Subscriptions;
  /** Wakes browsers. */
  readonly push: PushDesk;
  /** Of calls. */
  readonly recordings: Messages;
  /** From telephones; the call agent has those from gateways. */
  readonly ignored: IgnoredSignals;
  readonly director: Director;
  readonly #services: ServiceDesk;
  readonly desk: HouseDesk;
  readonly routines: Routines;
  readonly #ports: PortEvents;
  readonly #broker: BrokerMeans;
  readonly #signer: CallSigner;
  readonly #keeper: ReturnType<typeof doorkeeper>;
  readonly #cancels: (() => void)[] = [];
  #isOpen = true;

  constructor(parts: ServerParts) {
    const { world, agent, engine, store, key, codecs, ownAddress } = parts;
    this.parts = parts;
    this.ignored = new IgnoredSignals(world.log);
    const tap = wireTap(parts);
    this.#cancels.push(tap.close);
    this.#ports = new PortEvents(engine);
    this.place = ownPlace(world.clock);
    this.accounts = accountHost({ world, agent, key, ownAddress, product: parts.product });
    const ways = { ownAddress, looks: this.place.looks, rebound: this.accounts.rebound };
    this.#broker = { engine, ports: this.#ports, random: world.random, codecs, ...ways };
    this.#signer = new CallSigner(parts);
    this.#keeper = doorkeeper({ world, key, bans: bans(), guesses: rateLimit(5, 1) });
    this.voicemail = new Voicemail({ ...parts, ruleOf: (call) => ruleOf(this.book.call(call)) });
    this.subscriptions = new Subscriptions(parts);
    this.push = new PushDesk({ world, store, devices: () => browsersOf(this.settings) });
    this.recordings = recordingsOf(parts);
    this.peers = new PeerBook({ ...parts, accounts: this.accounts });
    this.director = this.#makeDirector();
    const known = { doorkeeper: this.#keeper, table: store.bindings };
    this.registrar = deviceRegistrar({ world, agent, ...known });
    this.plugIn = new PlugInDesk({ ...parts, registrar: this.registrar });
    this.telephones = new Telephones({
      make: (device, changed) =>
        makeTelephone(device, { ...telephoneMeans(this.#house()), changed }),
    });
    this.routines = this.#makeRoutines();
    this.calls = callsOf({
      parts,
      greetings: this.voicemail.greetings,
      director: this.director,
      legs: () => legMeans(this.#house()),
      services: () => this.#services,
      desk: () => this.desk,
    });
    const desks = openDesks({
      parts: { ...parts, ports: this.#ports },
      contact: (caller) => this.subscriptions.contact(caller),
      calls: this.calls,
      repeatDialling: this.routines.repeatDialling,
      outside: () => this.director.outside(),
      telephone: (device) => this.telephones.get(device),
      deviceAt: (uri) => this.registrar.deviceAt(uri),
      mailTo: (to, message) => this.voicemail.errands.sendOn(message, to),
    });
    this.desk = desks.desk;
    this.#services = desks.services;
    this.book = new CallBook(this.calls, store, { ...tap, attempts: this.routines.repeatDialling });
    this.#listen();
    this.#use(this.settings);
    takeUp({ ...this.#house(), calls: this.calls });
    this.routines.messagesChanged();
  }

  get messages(): Messages {
    return this.voicemail.messages;
  }

  get settings(): Settings {
    return this.parts.settings.current();
  }

  /** From the page: the device rings, and when it answers, `to` is called. */
  placeCall(device: string, to: string): CallId {
    return this.desk.own.fetch(device, to);
  }

  #makeDirector(): Director {
    return new Director({
      parts: this.parts,
      accounts: this.accounts,
      peers: this.peers,
      subscriptions: this.subscriptions,
      telephones: () => this.telephones,
      calls: () => this.calls,
      isOpen: () => this.#isOpen,
    });
  }

  #makeRoutines(): Routines {
    return new Routines({
      parts: this.parts,
      accounts: this.accounts,
      doorkeeper: this.#keeper,
      registrar: this.registrar,
      plugIn: this.plugIn,
      messages: this.messages,
      telephones: () => this.telephones,
      calls: () => this.calls,
      own: () => this.desk.own,
      calledForHelp: () => this.director.calledForHelp(),
    });
  }

  /** No new calls but those for help; the others go on. */
  closeDoor(): void {
    this.#isOpen = false;
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  /** Ends every call and lets go of everything but what it was handed. */
  async close(): Promise<void> {
    this.closeDoor();
    this.calls.endAll(because("normal"));
    for (const cancel of this.#cancels) cancel();
    this.voicemail.close();
    this.routines.close();
    this.subscriptions.close();
    this.telephones.close();
    this.push.close();
    this.calls.close();
    const written = this.parts.journal?.close();
    this.plugIn.close();
    this.registrar.close();
    this.peers.close();
    await this.accounts.close();
    await written;
    this.#ports.close();
  }

  #listen(): void {
    const { settings, world } = this.parts;
    this.#cancels.push(
      this.place.looks(this.accounts.looks),
      this.place.close,
      takeArrivals({
        parts: this.parts,
        accounts: this.accounts,
        peers: this.peers,
        registrar: this.registrar,
        telephones: this.telephones,
        calls: this.calls,
        inHand: this.desk.inHand,
        doorkeeper: this.#keeper,
        broker: this.#broker,
        isOpen: () => this.#isOpen,
        subscriptions: this.subscriptions,
        calledForHelp: () => this.director.calledForHelp(),
      }),
      settings.changes((now) => this.#use(now)),
      this.calls.changes((call) => this.routines.changed(call)),
      this.calls.closed((call) => {
        forgetScreened(call.id, world.files);
        this.director.note(call.record);
        this.routines.closed(call);
      }),
      this.messages.changes(() => {
        this.telephones.messagesChanged();
        this.routines.messagesChanged();
      }),
    );
    void this.voicemail.open();
    void this.recordings.recover();
    void forgetAllScreened(world.files);
  }

  #use(settings: Settings): void {
    this.#keeper.use(settings.devices);
    this.registrar.use(settings.devices);
    this.telephones.use(settings.devices);
    this.accounts.use(settings.accounts);
    this.peers.use();
    this.subscriptions.use(settings);
    this.routines.use();
  }

  /** What its telephones and legs are made with. */
  #house() {
    const { parts, accounts, ignored, voicemail, recordings, messages } = this;
    const { registrar, telephones, desk, push, peers } = this;
    const own = {
      signer: this.#signer,
      peers,
      broker: this.#broker,
      services: this.#services,
      registrar,
      telephones,
      desk,
      push,
    };
    return { parts, accounts, ignored, voicemail, recordings, messages, ...own };
  }
}
