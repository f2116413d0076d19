/**
 * server/provisioning: telephones learn here what they would otherwise be told by hand. Mobiles fetch
 * an invitation, once; desk phones that are plugged in while their owner lets us listen are told where
 * their file is, and fetch that. Outside of that time nothing is served, whoever guesses what.
 */
import type { Cancel, Listen } from "#kit/listeners.ts";
import { listeners } from "#kit/listeners.ts";
import { fail, ok, type Result } from "#kit/result.ts";
import { after, millis, type WallTime, wallTime } from "#kit/time.ts";
import type { DeviceRegistrar } from "#server/registrar/deviceRegistrar.ts";
import { realm } from "#server/registrar/doorkeeper.ts";
import type { SettingsStore } from "#server/store/settingsStore.ts";
import type { ServerTransaction } from "#sip/agent/transactions.ts";
import type { Traffic, UserAgent } from "#sip/agent/userAgent.ts";
import type { SipDevice } from "#telephony/settings/telephones.ts";
import { token } from "#world/random.ts";
import type { World } from "#world/world.ts";
import { type Invitation, Invitations } from "./invitations.ts";
import { linphone } from "./makers/linphone.ts";
import { fileFor, pathFor } from "./makers/makers.ts";
import type { PhoneFile, PhoneProfile } from "./makers/profile.ts";
import {
  type Candidate,
  isDone,
  mayBe,
  nextPlugIn,
  type PlugIn,
  type PlugInEvent,
} from "./plugIn.ts";
import { noted, type PlugInPacket, type PlugInView, viewOf } from "./plugInView.ts";
import { answersOf, asksForProfile, candidateOf, multicastGroup } from "./profileEvent.ts";
import { profileOf, type Reach } from "./profileOf.ts";
import { folderFor, type Here, reachBy, reachFrom, type Site } from "./site.ts";
import { type Asking, isNear, type Label, readLabel, whoAsks } from "./whoAsks.ts";

export interface PlugInMeans {
  readonly world: Pick<World, "clock" | "random" | "log">;
  readonly agent: UserAgent;
  readonly registrar: Pick<DeviceRegistrar, "places" | "changes">;
  readonly settings: SettingsStore;
  readonly ownAddress: (peer?: string) => string;
  /** Hears what telephones send to that group, until it leaves. */
  readonly joinGroup?: (group: string) => Cancel;
}

const listensFor = 180_000;

export class PlugInDesk {
  readonly #of: PlugInMeans;
  readonly #invitations: Invitations;
  readonly #changes = listeners<string>();
  readonly changes: Listen<string> = this.#changes.listen;
  readonly #cancels: readonly Cancel[];
  #site: Partial<Site> = {};
  #now: PlugIn | undefined;
  #packets: readonly PlugInPacket[] = [];
  #leave: Cancel | undefined;

  constructor(of: PlugInMeans) {
    this.#of = of;
    const now = (): WallTime => of.world.clock.wallTime();
    this.#invitations = new Invitations({ random: of.world.random, now });
    this.#cancels = [
      of.agent.traffic((traffic) => this.#heard(traffic)),
      of.registrar.changes((device) => this.#placed(device)),
    ];
  }

  /** Told once the ports are open. */
  servedAt(site: Partial<Site>): void {
    this.#site = { ...this.#site, ...site };
  }

  /** From now on, for three minutes, for that one telephone. Whoever was waited for before is not any more. */
  listen(device: string, label: Label = {}): Result<PlugInView> {
    if (!this.#device(device)) return unknown(device);
    const read = readLabel(label);
    if (!read.ok) return read;
    const only = read.value;
    this.stop();
    const began = this.#time();
    const ends = wallTime(began + listensFor);
    const secret = token(this.#of.world.random, 128);
    this.#packets = [];
    this.#now = {
      ...{ device, token: secret, began, ends, steps: {}, others: [], registers: 0, refusals: 0 },
      ...(only && { only }),
    };
    this.#leave = this.#of.joinGroup?.(multicastGroup);
    this.#watch(ends);
    this.#changes.tell(device);
    return ok(this.#viewOf(this.#now));
  }

  /** What is known of the last that was waited for. */
  view(): PlugInView | undefined {
    return this.#now && this.#viewOf(this.#now);
  }

  stop(): void {
    this.#deaf();
    const device = this.#now?.device;
    this.#now = undefined;
    if (device !== undefined) this.#changes.tell(device);
  }

  close(): void {
    this.#deaf();
    for (const cancel of this.#cancels) cancel();
  }

  /** Answers a telephone that asks for its settings; false: that is none of our matter. */
  serves(asked: ServerTransaction): boolean {
    if (!asksForProfile(asked.request) || !this.#open()) return false;
    const who = candidateOf(asked);
    if (who === undefined || !isNear(who.address)) return false;
    this.#post({ on: "shows", who });
    const now = this.#open();
    if (!now || !mayBe(now, who.mac)) return true; // another: silence, as if nobody were here
    const folder = folderFor(now.token, who.address, this.#here());
    const url = `${folder}${pathFor(who.maker, who.mac)}`;
    const answers = answersOf(asked, token(this.#of.world.random), url);
    if (!answers) return false;
    asked.answer(answers.answer);
    const destination = { to: "flow" as const, flow: asked.flow };
    this.#of.agent.ask({ destination, make: () => answers.notify }, () => undefined);
    return true;
  }

  /** A file of the telephone that is being plugged in, by the address that it was told. */
  file(secret: string, name: string, from: Asking): Result<PhoneFile> {
    const now = this.#open();
    if (!now || now.token !== secret) return nothing;
    return this.#given(now, name, from);
  }

  /** The same for one that its owner has named by its MAC address, from the folder that DHCP names. */
  fileByMac(name: string, from: Asking): Result<PhoneFile> {
    const now = this.#open();
    return now?.only ? this.#given(now, name, from) : nothing;
  }

  /** A mobile fetches its login there, once. */
  invite(device: string): Result<Invitation> {
    return this.#device(device) ? ok(this.#invitations.make(device)) : unknown(device);
  }

  /** What the mobile gets. */
  taken(secret: string, from: Asking): Result<PhoneFile> {
    const id = this.#invitations.take(secret);
    const device = id === undefined ? undefined : this.#device(id);
    if (!device) return nothing;
    return ok(linphone(this.#profile(device, reachBy(from.host, this.#site)), realm));
  }

  #given(now: PlugIn, name: string, from: Asking): Result<PhoneFile> {
    if (!isNear(from.address) && !from.isSecure) return nothing;
    if (now.phone && now.phone.address !== from.address) return nothing;
    const who = now.phone ?? whoAsks(now, name, from);
    const isIt = who !== undefined && mayBe(now, who.mac);
    if (isIt) this.#post({ on: "shows", who });
    const file = isIt ? this.#fileFor(now.device, who, name) : undefined;
    this.#note("phone", `GET ${name}`);
    this.#note("server", file ? "200 OK" : "404 Not Found");
    this.#post({ on: "asks", file: name, isIts: file !== undefined });
    if (!file) return nothing;
    this.#post({ on: "gets" });
    return ok(file);
  }

  #fileFor(id: string, { maker, mac, address }: Candidate, name: string): PhoneFile | undefined {
    const device = this.#device(id);
    if (!device) return undefined;
    const reach = reachFrom(address, device, this.#here());
    return fileFor(maker, name, mac, this.#profile(device, reach));
  }

  #here(): Here {
    return { site: this.#site, ownAddress: this.#of.ownAddress };
  }

  #heard({ direction, flow, text }: Traffic): void {
    const now = this.#open();
    if (now?.phone?.address !== flow.remote.host) return;
    this.#note(direction === "in" ? "phone" : "server", text);
    if (direction === "in" && text === "REGISTER") this.#post({ on: "registers" });
    if (direction === "out" && /^40[13] /.test(text)) this.#post({ on: "refused" });
    if (direction === "out" && text.startsWith("200 ") && now.registers > 0)
      this.#placed(now.device); // where it was before
  }

  #placed(device: string): void {
    const now = this.#open();
    if (now?.device !== device) return;
    const there = this.#of.registrar.places(device);
    if (there.some(({ binding }) => binding.flow.remote.host === now.phone?.address))
      this.#post({ on: "registered" });
  }

  #post(event: PlugInEvent): void {
    if (!this.#now) return;
    this.#now = nextPlugIn(this.#now, event, this.#time());
    if (isDone(this.#now)) this.#deaf();
    this.#changes.tell(this.#now.device);
  }

  #note(from: PlugInPacket["from"], text: string): void {
    this.#packets = noted(this.#packets, { at: this.#time(), from, text });
  }

  /** The one that is waited for, as long as it is. */
  #open(): PlugIn | undefined {
    const now = this.#now;
    return now && !isDone(now) && this.#time() < now.ends ? now : undefined;
  }

  #watch(ends: WallTime): void {
    const { clock } = this.#of.world;
    const leave = this.#leave;
    const cancel = clock.at(
      after(clock.now(), millis(Math.max(0, ends - clock.wallTime()))),
      () => {
        if (this.#now && this.#now.ends > this.#time()) return this.#watch(this.#now.ends);
        this.#deaf();
        if (this.#now) this.#changes.tell(this.#now.device);
      },
    );
    this.#leave = () => {
      cancel();
      leave?.();
    };
  }

  #deaf(): void {
    this.#leave?.();
    this.#leave = undefined;
  }

  #viewOf(now: PlugIn): PlugInView {
    const url = folderFor(now.token, undefined, this.#here());
    return viewOf(now, { isOver: this.#open() === undefined, packets: this.#packets, url });
  }

  #device(id: string): SipDevice | undefined {
    const device = this.#of.settings.current().devices.find((one) => one.id === id);
    return device?.kind === "sip" ? device : undefined;
  }

  #time(): WallTime {
    return this.#of.world.clock.wallTime();
  }

  #profile(device: SipDevice, reach: Reach): PhoneProfile {
    const year = new Date(this.#time()).getUTCFullYear();
    return profileOf(device, this.#of.settings.current(), reach, year);
  }
}

const nothing = fail("provisioning.nothing", "there is nothing at this address");
const unknown = (device: string) => fail("server.noDevice", `there is no SIP telephone ${device}`);
