/**
 * server/provisioning: telephones learn here what they would otherwise be told by hand. Mobiles fetch
 * an invitation, once; desk phones that are plugged in while their owner lets us listen are told where
 * their file is, and fetch that. Outside of that time nothing is served, whoever guesses what.
 */
import type { Cancel, Listen } from "#kit/listeners.ts";
import { listeners } from "#kit/listeners.ts";
import { fail, ok, type Result } from "#kit/result.ts";
import type { WallTime } from "#kit/time.ts";
import type { DeviceRegistrar } from "#server/registrar/deviceRegistrar.ts";
import { realm } from "#server/registrar/doorkeeper.ts";
import type { SettingsStore } from "#server/store/settingsStore.ts";
import type { ServerTransaction } from "#sip/agent/transactions.ts";
import type { Traffic, UserAgent } from "#sip/agent/userAgent.ts";
import type { SipDevice } from "#telephony/settings/telephones.ts";
import { token } from "#world/random.ts";
import type { World } from "#world/world.ts";
import { Awaited } from "./awaited.ts";
import { type Invitation, Invitations } from "./invitations.ts";
import { linphone } from "./makers/linphone.ts";
import { fileFor, pathFor } from "./makers/makers.ts";
import type { PhoneFile, PhoneProfile } from "./makers/profile.ts";
import { type Candidate, mayBe, type PlugIn } from "./plugIn.ts";
import { type PlugInView, viewOf } from "./plugInView.ts";
import { answersOf, asksForProfile, candidateOf } from "./profileEvent.ts";
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

export class PlugInDesk {
  readonly #of: PlugInMeans;
  readonly #invitations: Invitations;
  readonly #awaited: Awaited;
  readonly #changes = listeners<string>();
  readonly changes: Listen<string> = this.#changes.listen;
  readonly #cancels: readonly Cancel[];
  #site: Partial<Site> = {};

  constructor(of: PlugInMeans) {
    this.#of = of;
    const now = (): WallTime => of.world.clock.wallTime();
    this.#invitations = new Invitations({ random: of.world.random, now });
    this.#awaited = new Awaited({
      clock: of.world.clock,
      joinGroup: of.joinGroup,
      changed: (device) => this.#changes.tell(device),
    });
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
    const secret = token(this.#of.world.random, 128);
    return ok(this.#viewOf(this.#awaited.begin({ device, token: secret, ...(only && { only }) })));
  }

  /** What is known of the last that was waited for. */
  view(): PlugInView | undefined {
    return this.#awaited.last && this.#viewOf(this.#awaited.last);
  }

  stop(): void {
    this.#awaited.stop();
  }

  close(): void {
    this.#awaited.deaf();
    for (const cancel of this.#cancels) cancel();
  }

  /** Answers a telephone that asks for its settings; false: that is none of our matter. */
  serves(asked: ServerTransaction): boolean {
    if (!asksForProfile(asked.request) || !this.#awaited.open()) return false;
    const who = candidateOf(asked);
    if (who === undefined || !isNear(who.address)) return false;
    this.#awaited.post({ on: "shows", who });
    const now = this.#awaited.open();
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
    const now = this.#awaited.open();
    if (!now || now.token !== secret) return nothing;
    return this.#given(now, name, from);
  }

  /** The same for one that its owner has named by its MAC address, from the folder that DHCP names. */
  fileByMac(name: string, from: Asking): Result<PhoneFile> {
    const now = this.#awaited.open();
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
    if (isIt) this.#awaited.post({ on: "shows", who });
    const file = isIt ? this.#fileFor(now.device, who, name) : undefined;
    this.#awaited.note("phone", `GET ${name}`);
    this.#awaited.note("server", file ? "200 OK" : "404 Not Found");
    this.#awaited.post({ on: "asks", file: name, isIts: file !== undefined });
    if (!file) return nothing;
    this.#awaited.post({ on: "gets" });
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
    const now = this.#awaited.open();
    if (now?.phone?.address !== flow.remote.host) return;
    this.#awaited.note(direction === "in" ? "phone" : "server", text);
    if (direction === "in" && text === "REGISTER") this.#awaited.post({ on: "registers" });
    if (direction === "out" && /^40[13] /.test(text)) this.#awaited.post({ on: "refused" });
    if (direction === "out" && text.startsWith("200 ") && now.registers > 0)
      this.#placed(now.device); // where it was before
  }

  #placed(device: string): void {
    const now = this.#awaited.open();
    if (now?.device !== device) return;
    const there = this.#of.registrar.places(device);
    if (there.some(({ binding }) => binding.flow.remote.host === now.phone?.address))
      this.#awaited.post({ on: "registered" });
  }

  #viewOf(now: PlugIn): PlugInView {
    const url = folderFor(now.token, undefined, this.#here());
    const { packets } = this.#awaited;
    return viewOf(now, { isOver: this.#awaited.open() === undefined, packets, url });
  }

  #device(id: string): SipDevice | undefined {
    const device = this.#of.settings.current().devices.find((one) => one.id === id);
    return device?.kind === "sip" ? device : undefined;
  }

  #profile(device: SipDevice, reach: Reach): PhoneProfile {
    const year = new Date(this.#of.world.clock.wallTime()).getUTCFullYear();
    return profileOf(device, this.#of.settings.current(), reach, year);
  }
}

const nothing = fail("provisioning.nothing", "there is nothing at this address");
const unknown = (device: string) => fail("server.noDevice", `there is no SIP telephone ${device}`);
