import { type AccountHost, accountHost } from "#server/accounts/accountHost.ts";
import { CallHost } from "#server/callHost.ts";
import { Acquaintances } from "#server/calls/acquaintances.ts";
import { takeArrivals } from "#server/calls/arrivals.ts";
import { CallBook } from "#server/calls/callBook.ts";
import { CallsInHand } from "#server/calls/callsInHand.ts";
import { decide, isForwardedAway } from "#server/calls/decisions.ts";
import { accountsForHelp } from "#server/calls/helpRoutes.ts";
import { LadderBook } from "#server/calls/ladderBook.ts";
import { reachOutside } from "#server/calls/outgoing.ts";
import type { Outside } from "#server/calls/outside.ts";
import { OwnCalls } from "#server/calls/ownCalls.ts";
import { withReceipt } from "#server/calls/receipt.ts";
import { Recent } from "#server/calls/recent.ts";
import { forgetAllScreened, forgetScreened } from "#server/calls/screenedCalls.ts";
import { Transfers } from "#server/calls/transfers.ts";
import { Consultant } from "#server/consult/consultant.ts";
import { HelpNotices } from "#server/emergency/helpNotices.ts";
import { CallerProof } from "#server/identity/callerProof.ts";
import { IgnoredSignals } from "#server/ignoredSignals.ts";
import { makeLeg } from "#server/legs/legMaker.ts";
import { legMeans } from "#server/legs/legMeans.ts";
import type { MessageDesk } from "#server/legs/mailboxMeans.ts";
import { messageDesk } from "#server/mailbox/messageDesk.ts";
import type { Messages } from "#server/mailbox/messages.ts";
import { recordingsOf } from "#server/mailbox/recordings.ts";
import { Voicemail } from "#server/mailbox/voicemail.ts";
import type { BrokerMeans } from "#server/mediaBroker.ts";
import { MessageLamps } from "#server/phones/messageLamps.ts";
import { PolicyPublisher } from "#server/policies/policyPublisher.ts";
import { PortEvents } from "#server/portEvents.ts";
import { type DeviceRegistrar, deviceRegistrar } from "#server/registrar/deviceRegistrar.ts";
import { doorkeeper } from "#server/registrar/doorkeeper.ts";
import { RepeatDialling } from "#server/repeatDialling.ts";
import type { ServerParts } from "#server/serverParts.ts";
import { ServiceDesk } from "#server/services/serviceDesk.ts";
import { soundsOf } from "#server/sounds.ts";
import { Subscriptions } from "#server/subscriptions/subscriptions.ts";
import type { CallDesk } from "#server/telephone.ts";
import { makeTelephone } from "#server/telephoneMaker.ts";
import { telephoneMeans } from "#server/telephoneMeans.ts";
import { Telephones } from "#server/telephones.ts";
import { WakeUps, wakeUp } from "#server/wakeUps.ts";
import { bans, rateLimit } from "#sip/guard/strangers.ts";
import type { CallAbout, Endpoint } from "#telephony/call/call.ts";
import { because, type CallId, callerLeg } from "#telephony/call/leg.ts";
import type { Decision, Target } from "#telephony/call/plan.ts";
import type { Settings } from "#telephony/settings/settings.ts";

export class FeatureServer {
  readonly parts: ServerParts;
  readonly accounts: AccountHost;
  readonly registrar: DeviceRegistrar;
  readonly telephones: Telephones;
  readonly calls: CallHost;
  readonly book: CallBook;
  readonly voicemail: Voicemail;
  readonly subscriptions: Subscriptions;
  /** Of calls. */
  readonly recordings: Messages;
  /** From telephones; the call agent has those from gateways. */
  readonly ignored: IgnoredSignals;
  readonly #ladders = new LadderBook();
  readonly #recent: Recent;
  readonly #acquaintances: Acquaintances;
  readonly #services: ServiceDesk;
  readonly #own: OwnCalls;
  readonly #transfers: Transfers;
  /** What is done with calls that are there. */
  readonly inHand: CallsInHand;
  readonly #messageDesk: MessageDesk;
  readonly #repeatDialling: RepeatDialling;
  readonly #wakeUps: WakeUps;
  readonly #lamps: MessageLamps;
  readonly #policies: PolicyPublisher;
  readonly helpNotices: HelpNotices;
  readonly #ports: PortEvents;
  readonly #broker: BrokerMeans;
  readonly #keeper: ReturnType<typeof doorkeeper>;
  readonly #proof: CallerProof;
  readonly #cancels: (() => void)[] = [];
  #isOpen = true;

  constructor(parts: ServerParts) {
    const { world, agent, engine, store, key, codecs, ownAddress } = parts;
    this.parts = parts;
    this.ignored = new IgnoredSignals(world.log);
    this.#ports = new PortEvents(engine);
    this.#broker = { engine, ports: this.#ports, random: world.random, codecs, ownAddress };
    this.#recent = new Recent(store, world.clock.wallTime());
    this.#acquaintances = new Acquaintances(store.acquaintances, () => this.settings);
    this.#repeatDialling = this.#makeRepeatDialling();
    this.#services = this.#makeServices();
    this.#proof = new CallerProof({ world, settings: () => this.settings });
    this.#keeper = doorkeeper({ world, key, bans: bans(), guesses: rateLimit(5, 1) });
    this.voicemail = new Voicemail(parts);
    this.subscriptions = new Subscriptions(parts);
    this.recordings = recordingsOf(parts);
    this.accounts = accountHost({ world, agent, key, product: parts.product });
    this.#policies = new PolicyPublisher({ ...parts, accounts: this.accounts });
    const known = { doorkeeper: this.#keeper, table: store.bindings };
    this.registrar = deviceRegistrar({ world, agent, ...known });
    this.telephones = new Telephones({
      make: (device, changed) =>
        makeTelephone(device, { ...telephoneMeans(this.#house()), changed }),
    });
    const consultant = new Consultant(parts);
    this.calls = new CallHost({
      world,
      engine,
      soundOf: soundsOf(() => this.settings, parts.sounds),
      makeLeg: (id, target, order) => makeLeg(id, target, order, legMeans(this.#house())),
      reach: (target, call) => this.#reach(target, call),
      decide: (call) => this.#decided(call),
      block: (caller) => void this.#services.block(caller),
      consult: (asking) => consultant.ask(asking),
    });
    const { random } = world;
    this.inHand = new CallsInHand({ calls: this.calls, settings: () => this.settings, random });
    this.#own = this.#makeOwnCalls();
    this.#transfers = new Transfers({ ...this.#desk, calls: this.calls, clock: world.clock });
    this.#messageDesk = this.#makeMessageDesk();
    this.book = new CallBook(this.calls, store, this.#ladders, this.#repeatDialling);
    this.#wakeUps = new WakeUps({
      clock: world.clock,
      settings: parts.settings,
      wake: (device) => this.placeCall(device, wakeUp),
    });
    this.helpNotices = this.#makeHelpNotices();
    this.#lamps = this.#makeLamps();
    this.#listen();
    this.#use(this.settings);
    this.#lamps.changed();
  }

  get messages(): Messages {
    return this.voicemail.messages;
  }

  get settings(): Settings {
    return this.parts.settings.current();
  }

  /** What would become of a call with these facts now. */
  decide(call: CallAbout): Decision {
    const { settings, world } = this.parts;
    const decision = decide(call, {
      settings: () => this.settings,
      outside: () => this.#outside(),
      devices: () => this.telephones.states(),
      recent: this.#recent,
      acquaintances: this.#acquaintances,
      subscriptions: this.subscriptions,
      isOpen: () => this.#isOpen,
      now: () => world.clock.wallTime(),
    });
    if (call.replaces !== undefined) return decision; // no rule was asked
    return withReceipt(decision, call, settings.version(), world.crypto);
  }

  /** A telephone whose calls go elsewhere is reminded of it. */
  #decided(call: CallAbout): Decision {
    const decision = this.decide(call);
    if (isForwardedAway(decision) && this.settings.services.forwardReminder)
      this.telephones.splash();
    return decision;
  }

  /** From the page: the device rings, and when it answers, `to` is called. */
  placeCall(device: string, to: string): CallId {
    return this.#own.fetch(device, to);
  }

  #makeServices(): ServiceDesk {
    return new ServiceDesk({
      repeatDialling: this.#repeatDialling,
      inHand: (does, device) => this.inHand.does(does, device),
      settings: this.parts.settings,
      calls: () => this.parts.store.calls.page(undefined, 200).items,
      clock: this.parts.world.clock,
      accountsForHelp: () => accountsForHelp(this.#outside()),
    });
  }

  #makeOwnCalls(): OwnCalls {
    return new OwnCalls({
      clock: this.parts.world.clock,
      calls: this.calls,
      settings: () => this.settings,
      outside: () => this.#outside(),
      services: this.#services,
      telephone: (device) => this.telephones.get(device),
    });
  }

  #makeMessageDesk(): MessageDesk {
    return messageDesk({
      settings: () => this.settings,
      transfers: this.#transfers,
      playTo: (to, message) => this.#own.playMessage(to, message),
      mailTo: (to, message) => this.voicemail.errands.sendOn(message, to),
    });
  }

  #makeRepeatDialling(): RepeatDialling {
    return new RepeatDialling({
      clock: this.parts.world.clock,
      state: (device) => this.telephones.state(device),
      call: (...what) => this.#own.again(...what),
      end: (call) => void this.calls.end(call, because("normal")),
    });
  }

  #makeLamps(): MessageLamps {
    const { world, agent, ownAddress } = this.parts;
    return new MessageLamps({
      world,
      agent,
      doorkeeper: this.#keeper,
      registrar: this.registrar,
      devices: () => this.settings.devices.map(({ id }) => id),
      counts: () => this.messages.counts(),
      ownAddress,
    });
  }

  #makeHelpNotices(): HelpNotices {
    return new HelpNotices({
      clock: this.parts.world.clock,
      settings: () => this.settings,
      tell: (to) => this.#own.tellOfHelp(to),
      isRecent: (now) => this.#recent.calledForHelp(now),
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
    this.#wakeUps.close();
    this.helpNotices.close();
    this.#repeatDialling.close();
    this.#lamps.close();
    this.#proof.close();
    this.#policies.close();
    this.subscriptions.close();
    this.telephones.close();
    this.calls.close();
    this.registrar.close();
    await this.accounts.close();
    this.#ports.close();
  }

  #listen(): void {
    const { agent, settings, world } = this.parts;
    this.#cancels.push(
      agent.traffic((traffic) => this.#ladders.note(traffic, world.clock.now())),
      takeArrivals({
        parts: this.parts,
        accounts: this.accounts,
        registrar: this.registrar,
        telephones: this.telephones,
        calls: this.calls,
        inHand: this.inHand,
        doorkeeper: this.#keeper,
        broker: this.#broker,
        proof: this.#proof,
        isOpen: () => this.#isOpen,
        subscriptions: this.subscriptions,
        calledForHelp: () => this.#recent.calledForHelp(world.clock.wallTime()),
      }),
      settings.changes((now) => this.#use(now)),
      this.calls.changes((call) => this.helpNotices.changed(call)),
      this.calls.closed(({ id, record }) => {
        forgetScreened(record.id, world.files);
        this.#recent.note(record);
        this.#acquaintances.note(record);
        this.subscriptions.note(record);
        this.helpNotices.closed(id, record);
        this.#wakeUps.ended(record);
        this.#repeatDialling.ended(record);
      }),
      this.messages.changes(() => {
        this.telephones.messagesChanged();
        this.#lamps.changed();
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
    this.#wakeUps.use();
    this.subscriptions.use(settings);
    this.#policies.publish();
  }

  readonly #desk: CallDesk = {
    nextLeg: () => callerLeg(this.calls.newId()),
    codecsBeside: (leg) => this.calls.codecsBeside(leg),
    transfer: (both) => this.#transfers.putThrough(both),
    gather: (one, other) => this.inHand.gather(one, other),
    refer: (asked) => this.#transfers.refer(asked),
    place: (caller, placed) => this.#own.placed(caller, placed),
  };

  #reach(target: Target, call: CallAbout): readonly Endpoint[] {
    if ("device" in target) {
      const { device } = target;
      return [{ to: "device", device, state: this.telephones.state(device) }];
    }
    return reachOutside(target, call, this.#outside());
  }

  #outside(): Outside {
    const { settings } = this;
    const now = this.parts.world.clock.wallTime();
    const minutesToday = (): number => this.#recent.minutesToday(now, settings.owner.timeZone);
    return {
      settings,
      now,
      carried: () => this.calls.carried(),
      way: (account) => this.accounts.way(account),
      get minutesToday() {
        return minutesToday();
      },
    };
  }

  /** What its telephones and legs are made with. */
  #house() {
    const { parts, accounts, ignored, voicemail, messages, registrar, telephones } = this;
    const own = {
      broker: this.#broker,
      desk: this.#desk,
      services: this.#services,
      inHand: this.inHand,
      messageDesk: this.#messageDesk,
      recordings: this.recordings,
    };
    return { parts, accounts, ignored, voicemail, messages, registrar, telephones, ...own };
  }
}
