import { fail, ok, type Result } from "#kit/result.ts";
import type { WallTime } from "#kit/time.ts";
import type { HandsetChannel } from "#server/control/channels.ts";
import { lastCallsOf } from "#server/control/lastCalls.ts";
import type { TestCall } from "#server/control/wishedCalls.ts";
import type { CallView, DeviceDetail, DeviceStatus, ServerEvent } from "#server/control.ts";
import { type Decision, direct } from "#telephony/directing/direct.ts";
import { rungBy } from "#telephony/settings/rungBy.ts";
import { pastCall } from "./fakeCalls.ts";
import { FakeHandset } from "./fakeHandset.ts";
import { callRows } from "./fakeHouse.ts";
import type { FakeSettings } from "./fakeSettings.ts";

export interface StageOptions {
  readonly settings: FakeSettings;
  readonly now: () => number;
  readonly tell: (type: ServerEvent["type"], data?: unknown) => void;
  readonly empty: boolean;
}

interface Party {
  readonly number?: string;
  readonly name?: string;
}

/** Devices, past calls, and at most one that lives. It decides with the real rules. */
export class FakeStage {
  readonly handset: FakeHandset;
  readonly #of: StageOptions;
  #past: readonly CallView[] = [];
  #live: CallView | undefined;

  constructor(of: StageOptions) {
    this.#of = of;
    this.handset = new FakeHandset({
      changed: (device) => of.tell("device.changed", { device }),
      lifted: () => this.#lifted(),
    });
    const decide = (from: string, at: number) => this.decide(from, at);
    this.#past = of.empty ? [] : callRows.map((row, i) => pastCall(row, i, of.now(), decide));
  }

  decide(from: string | undefined, at: number): Decision {
    const settings = this.#of.settings.now();
    const known = from === undefined || from === "" ? {} : { number: from };
    const facts = {
      caller: { ...known, private: !("number" in known) },
      called: settings.numbers[0]?.number ?? "ada",
      at: at as WallTime,
      devices: Object.fromEntries(this.devices().map(({ id, state }) => [id, state])),
    };
    return direct(facts, settings);
  }

  devices(): readonly DeviceDetail[] {
    const { settings, now } = this.#of;
    const { devices, rules } = settings.now();
    const last = lastCallsOf(this.#past);
    return devices.map(({ id, name, kind, room }) => ({
      id,
      name,
      kind,
      ...(room !== undefined && { room }),
      ...last.get(id),
      rungBy: rungBy(rules, id).map((rule) => ({ id: rule.id, name: rule.name ?? rule.id })),
      state: this.#stateOf(id, kind),
      ...(id === "kitchen" && {
        address: "192.168.1.31:5060",
        transport: "UDP",
        userAgent: "Desk phone 2.4",
        codecs: ["G722", "PCMU", "PCMA"],
      }),
      since: now() - 5 * 3_600_000,
    }));
  }

  #stateOf(id: string, kind: string): DeviceStatus["state"] {
    if (kind === "browser") return this.handset.state(id);
    if (id === "study") return "offline";
    const legs = this.#live?.legs ?? [];
    const leg = legs.find(({ target }) => target === id);
    if (!leg) return "idle";
    return leg.state === "ringing" ? "ringing" : "busy";
  }

  attach(device: string, channel: HandsetChannel): Result<void> {
    const known = this.devices().some(({ id, kind }) => id === device && kind === "browser");
    return known
      ? this.handset.attach(device, channel)
      : fail("handset.unknown", "There is no such telephone.");
  }

  /** Somebody calls; the handset rings. */
  ring(from: Party, pattern?: readonly number[]): void {
    this.#live = {
      id: "live",
      direction: "in",
      from,
      to: this.#of.settings.now().numbers[0]?.number ?? "ada",
      via: "carrier",
      began: this.#of.now(),
      decision: this.decide(from.number, this.#of.now()),
      legs: ["kitchen", this.handset.device() ?? "desk"].map((target) => ({
        target,
        state: "ringing",
      })),
      rtp: [],
      state: "ringing",
    };
    this.handset.ring(from, pattern);
    this.#of.tell("call.started", this.#live);
  }

  /** Somebody rings, as a test. */
  test({ from, rules }: TestCall): Result<{ readonly id: string }> {
    this.ring(from === undefined ? {} : { number: from });
    const drafted = rules && { drafted: true as const };
    if (this.#live) this.#live = { ...this.#live, test: "inside", ...drafted };
    return ok({ id: "live" });
  }

  place(device: string): Result<{ readonly id: string }> {
    if (device === "kitchen") return ok({ id: "kitchen" }); // where nobody lifts
    if (this.handset.state(device) === "offline")
      return fail("device.offline", "That telephone is not connected.");
    this.ring({ name: "Echo" });
    return ok({ id: "live" });
  }

  /** The kitchen has picked up what rang, and talks. */
  answerInKitchen(): void {
    if (this.#live) this.#live = { ...this.#live, legs: [{ target: "kitchen", state: "ringing" }] };
    this.handset.over();
    this.#lifted();
  }

  /** And has parked it there. */
  parkInKitchen(slot: number): void {
    if (!this.#live) return;
    const legs = this.#live.legs.map((leg) => ({ ...leg, state: "over" }));
    this.#live = { ...this.#live, legs, state: "parked", slot };
    this.#of.tell("call.changed", this.#live);
  }

  #lifted(): void {
    if (!this.#live) return;
    const own = this.#live.legs.at(-1)?.target;
    const legs = this.#live.legs.map(({ target }) =>
      target === own
        ? { target, state: "answered" }
        : { target, state: "over", cause: { kind: "answeredElsewhere" } },
    );
    this.#live = { ...this.#live, answered: this.#of.now(), state: "talking", legs };
    this.#of.tell("call.changed", this.#live);
  }

  end(): boolean {
    if (!this.#live) return false;
    const { state: _, ...call } = this.#live;
    const outcome = call.answered === undefined ? "missed" : "answered";
    const cause = { kind: outcome === "answered" ? "normal" : "cancelled" };
    const legs = call.legs.map((leg) => ({ cause, ...leg, state: "over" }));
    const id = `past${this.#past.length}`;
    this.#past = [{ ...call, id, legs, ended: this.#of.now(), outcome }, ...this.#past];
    this.#live = undefined;
    this.handset.over();
    this.#of.tell("call.ended");
    return true;
  }

  live(): readonly CallView[] {
    return this.#live ? [this.#live] : [];
  }

  line(): "free" | "ringing" | "talking" {
    if (!this.#live) return "free";
    return this.#live.state === "talking" ? "talking" : "ringing";
  }

  calls(): readonly CallView[] {
    return [...this.live(), ...this.#past];
  }
}
