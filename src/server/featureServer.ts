import { type AccountHost, accountHost } from "#server/accounts/accountHost.ts";
import { CallHost } from "#server/callHost.ts";
import { Acquaintances } from "#server/calls/acquaintances.ts";
import { takeArrivals } from "#server/calls/arrivals.ts";
import { CallBook } from "#server/calls/callBook.ts";
import { aboutNotice, aboutOut, shownFor } from "#server/calls/callOut.ts";
import { decide, isForwardedAway } from "#server/calls/decisions.ts";
import { LadderBook } from "#server/calls/ladderBook.ts";
import { accountsForHelp, type Outside, reachOutside, wayToTell } from "#server/calls/outgoing.ts";
import { withReceipt } from "#server/calls/receipt.ts";
import { Recent } from "#server/calls/recent.ts";
import { forgetAllScreened, forgetScreened } from "#server/calls/screenedCalls.ts";
import { Transfers } from "#server/calls/transfers.ts";
import { HelpNotices } from "#server/emergency/helpNotices.ts";
import { IgnoredSignals } from "#server/ignoredSignals.ts";
import { type LegMakerMeans, makeLeg } from "#server/legs/legMaker.ts";
import { mailboxLeg } from "#server/legs/mailboxLeg.ts";
import { newAttendant } from "#server/legs/newAttendant.ts";
import { serviceLeg } from "#server/legs/serviceLeg.ts";
import { summonedLeg } from "#server/legs/summonedLeg.ts";
import { Messages } from "#server/mailbox/messages.ts";
import type { BrokerMeans } from "#server/mediaBroker.ts";
import { MessageLamps } from "#server/phones/messageLamps.ts";
import { PolicyPublisher } from "#server/policies/policyPublisher.ts";
import { PortEvents } from "#server/portEvents.ts";
import { type DeviceRegistrar, deviceRegistrar } from "#server/registrar/deviceRegistrar.ts";
import { doorkeeper } from "#server/registrar/doorkeeper.ts";
import { RepeatDialling, type RepeatMeans } from "#server/repeatDialling.ts";
import type { ServerParts } from "#server/serverParts.ts";
import { ServiceDesk } from "#server/services/serviceDesk.ts";
import { serviceMeans } from "#server/services/serviceMeans.ts";
import { soundsOf } from "#server/sounds.ts";
import type { CallDesk, Placed } from "#server/telephone.ts";
import { makeTelephone } from "#server/telephoneMaker.ts";
import { Telephones } from "#server/telephones.ts";
import { WakeUps, wakeUp } from "#server/wakeUps.ts";
import { bans, rateLimit } from "#sip/guard/strangers.ts";
import type { CallAbout, Endpoint } from "#telephony/call/call.ts";
import { because, type CallId, callerLeg, callOf } from "#telephony/call/leg.ts";
import type { Decision, Target } from "#telephony/call/plan.ts";
import { flashMeaning } from "#telephony/line/flashMeaning.ts";
import { dialPlan } from "#telephony/settings/home.ts";
import type { Settings } from "#telephony/settings/settings.ts";

export class FeatureServer {
  readonly parts: ServerParts;
  readonly accounts: AccountHost;
  readonly registrar: DeviceRegistrar;
  readonly telephones: Telephones;
  readonly calls: CallHost;
  readonly book: CallBook;
  readonly messages: Messages;
  /** From telephones; the call agent has those from gateways. */
  readonly ignored: IgnoredSignals;
  readonly #ladders = new LadderBook();
  readonly #recent: Recent;
  readonly #acquaintances: Acquaintances;
  readonly #services: ServiceDesk;
  readonly #transfers: Transfers;
  readonly #repeatDialling: RepeatDialling;
  readonly #wakeUps: WakeUps;
  readonly #lamps: MessageLamps;
  readonly #policies: PolicyPublisher;
  readonly helpNotices: HelpNotices;
  readonly #ports: PortEvents;
  readonly #broker: BrokerMeans;
  readonly #keeper: ReturnType<typeof doorkeeper>;
  readonly #cancels: (() => void)[] = [];
  #isOpen = true;

  constructor(parts: ServerParts) {
    const { world, agent, engine, store, key } = parts;
    this.parts = parts;
    this.ignored = new IgnoredSignals(world.log);
    this.#ports = new PortEvents(engine);
    const { codecs, ownAddress } = parts;
    this.#broker = { engine, ports: this.#ports, random: world.random, codecs, ownAddress };
    this.#recent = new Recent(store, world.clock.wallTime());
    this.#acquaintances = new Acquaintances(store.acquaintances, () => this.settings);
    this.#repeatDialling = new RepeatDialling(this.#repeatMeans());
    this.#services = this.#makeServices();
    this.#keeper = doorkeeper({ world, key, bans: bans(), guesses: rateLimit(5, 1) });
    this.messages = new Messages({ world, table: store.messages });
    this.accounts = accountHost({ world, agent, key, product: parts.product });
    this.#policies = new PolicyPublisher({ ...parts, accounts: this.accounts });
    this.registrar = deviceRegistrar({
      world,
      agent,
      doorkeeper: this.#keeper,
      table: store.bindings,
    });
    this.telephones = new Telephones({
      make: (device, changed) => makeTelephone(device, { ...this.#telephoneMeans(), changed }),
    });
    this.calls = new CallHost({
      world,
      engine,
      soundOf: soundsOf(() => this.settings, parts.sounds),
      makeLeg: (id, target, order) => makeLeg(id, target, order, this.#legMeans()),
      reach: (target, call) => this.#reach(target, call),
      decide: (call) => this.#decided(call),
      block: (caller) => void this.#services.block(caller),
    });
    this.#transfers = new Transfers({ ...this.#desk, calls: this.calls, clock: world.clock });
    this.book = new CallBook(this.calls, store, this.#ladders, this.#repeatDialling);
    this.#wakeUps = new WakeUps({
      clock: world.clock,
      settings: parts.settings,
      wake: (device) => this.placeCall(device, wakeUp),
    });
    this.helpNotices = this.#makeHelpNotices();
    this.#lamps = new MessageLamps({
      world,
      agent,
      doorkeeper: this.#keeper,
      registrar: this.registrar,
      devices: () => this.settings.devices.map(({ id }) => id),
      counts: () => this.messages.counts(),
      ownAddress: parts.ownAddress,
    });
    this.#listen();
    this.#use(this.settings);
    this.#lamps.changed();
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
      isOpen: () => this.#isOpen,
      now: () => world.clock.wallTime(),
    });
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
    const about = this.#aboutOut(this.calls.newId(), { device, dialled: to });
    this.calls.fetch(about, { to: "device", device }, shownFor(to));
    return about.id;
  }

  #makeServices(): ServiceDesk {
    return new ServiceDesk({
      repeatDialling: this.#repeatDialling,
      settings: this.parts.settings,
      calls: () => this.parts.store.calls.page(undefined, 200).items,
      clock: this.parts.world.clock,
      accountsForHelp: () => accountsForHelp(this.#outside()),
    });
  }

  #makeHelpNotices(): HelpNotices {
    return new HelpNotices({
      clock: this.parts.world.clock,
      settings: () => this.settings,
      tell: (to) => this.#tellOfHelp(to),
      isRecent: (now) => this.#recent.calledForHelp(now),
    });
  }

  #tellOfHelp(to: string): CallId | undefined {
    const began = this.parts.world.clock.wallTime();
    const about = aboutNotice(this.calls.newId(), this.settings, began);
    const route = wayToTell(to, about, this.#outside());
    if (route) this.calls.fetch(about, { to: "outside", ...route }, about.from);
    return route && about.id;
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
    this.#wakeUps.close();
    this.helpNotices.close();
    this.#repeatDialling.close();
    this.#lamps.close();
    this.#policies.close();
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
        doorkeeper: this.#keeper,
        broker: this.#broker,
        isOpen: () => this.#isOpen,
        calledForHelp: () => this.#recent.calledForHelp(world.clock.wallTime()),
      }),
      settings.changes((now) => this.#use(now)),
      this.calls.changes((call) => this.helpNotices.changed(call)),
      this.calls.closed(({ id, record }) => {
        forgetScreened(record.id, world.files);
        this.#recent.note(record);
        this.#acquaintances.note(record);
        this.helpNotices.closed(id, record);
        this.#wakeUps.ended(record);
        this.#repeatDialling.ended(record);
      }),
      this.messages.changes(() => {
        this.telephones.messagesChanged();
        this.#lamps.changed();
      }),
    );
    void this.messages.recover();
    void forgetAllScreened(world.files);
  }

  #use(settings: Settings): void {
    this.#keeper.use(settings.devices);
    this.registrar.use(settings.devices);
    this.telephones.use(settings.devices);
    this.accounts.use(settings.accounts);
    this.#wakeUps.use();
    this.#policies.publish();
  }

  readonly #desk: CallDesk = {
    nextLeg: () => callerLeg(this.calls.newId()),
    codecsBeside: (leg) => this.calls.codecsBeside(leg),
    transfer: (both) => this.#transfers.putThrough(both),
    refer: (asked) => this.#transfers.refer(asked),
    place: (caller, placed) => this.calls.take(this.#aboutOut(callOf(caller.id), placed), caller),
  };

  #aboutOut(id: CallId, placed: Placed): CallAbout {
    const { dialled, repeats } = this.#services.calledBy(placed.dialled, placed.device);
    const now = this.parts.world.clock.wallTime();
    const what: Placed = { ...placed, dialled, ...(repeats && { repeat: "asked" }) };
    return aboutOut(id, what, this.settings, now);
  }

  #repeatMeans(): RepeatMeans {
    return {
      clock: this.parts.world.clock,
      state: (device) => this.telephones.state(device),
      call: (...what) => this.#callAgain(...what),
      end: (call) => void this.calls.end(call, because("normal")),
    };
  }

  /** The far end first; the telephone rings when that does. */
  #callAgain(device: string, dialled: string, rang: () => void): CallId {
    const about = this.#aboutOut(this.calls.newId(), { device, dialled, repeat: "again" });
    const { id } = about;
    const leg = summonedLeg(callerLeg(id), {
      clock: this.parts.world.clock,
      telephone: (name) =>
        this.telephones
          .get(device)
          ?.offer(name, { to: about.to, codecs: () => this.calls.codecsBeside(name) }),
      caller: shownFor(dialled),
      rang,
    });
    this.calls.take(about, leg);
    return id;
  }

  #reach(target: Target, call: CallAbout): readonly Endpoint[] {
    if ("device" in target) {
      const { device } = target;
      return [{ to: "device", device, state: this.telephones.state(device) }];
    }
    return reachOutside(target, call, this.#outside());
  }

  #outside(): Outside {
    const { settings } = this;
    const minutesToday = (): number =>
      this.#recent.minutesToday(this.parts.world.clock.wallTime(), settings.owner.timeZone);
    return {
      settings,
      way: (account) => this.accounts.way(account),
      get minutesToday() {
        return minutesToday();
      },
    };
  }

  #legMeans(): LegMakerMeans {
    const { agent, engine, sounds, world } = this.parts;
    const { owner, mailbox } = this.settings;
    const fileOf = (prompt: string): string | undefined => sounds.fileOf(prompt, owner.language);
    const studio = { engine, ports: this.#ports, clock: world.clock };
    const longest = mailbox.maxMessageSeconds;
    const house = { ...studio, world, fileOf, random: world.random, settings: this.settings };
    const mailboxMeans = { ...studio, world, messages: this.messages, fileOf, longest };
    return {
      agent,
      broker: this.#broker,
      accounts: this.accounts,
      telephone: (device) => this.telephones.get(device),
      studio,
      attendant: (id, question, about) => newAttendant(id, question, about, house),
      mailbox: (id, guest) => mailboxLeg(id, mailboxMeans, guest),
      service: (id, asked) =>
        serviceLeg(id, {
          ...studio,
          ...serviceMeans(asked, this.#services, this.settings, fileOf),
        }),
      fileOf,
      name: () => owner.name,
    };
  }

  #telephoneMeans() {
    const { world, agent, engine, callAgent } = this.parts;
    return {
      world,
      agent,
      engine,
      ...(callAgent && { callAgent }),
      timeZone: () => this.settings.owner.timeZone,
      ports: this.#ports,
      broker: this.#broker,
      desk: this.#desk,
      ignored: (what: string, device: string) => this.ignored.note(what, device),
      places: (device: string) => this.registrar.places(device),
      country: () => dialPlan(this.settings).home.country,
      facts: () => ({
        callWaiting: this.settings.services.callWaiting,
        flash: flashMeaning(this.settings),
        transferOnHook: this.settings.services.transferOnHook,
        messagesWaiting: this.messages.fresh() > 0,
        forwarding: this.settings.services.forwardAll !== null,
        dialPlan: dialPlan(this.settings),
      }),
    };
  }
}
