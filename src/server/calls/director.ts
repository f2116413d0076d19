/** Directs each call by what the server knows at that moment, and remembers what it must of those that were. */
import { type Millis, minutes } from "#kit/time.ts";
import type { AccountHost } from "#server/accounts/accountHost.ts";
import type { CallHost } from "#server/callHost.ts";
import { Acquaintances } from "#server/calls/acquaintances.ts";
import { decide, isForwardedAway } from "#server/calls/decisions.ts";
import { reachOutside } from "#server/calls/outgoing.ts";
import type { Outside } from "#server/calls/outside.ts";
import { withReceipt } from "#server/calls/receipt.ts";
import { Recent } from "#server/calls/recent.ts";
import type { Peers } from "#server/peers/peers.ts";
import type { ServerParts } from "#server/serverParts.ts";
import type { Subscriptions } from "#server/subscriptions/subscriptions.ts";
import type { Telephones } from "#server/telephones.ts";
import type { CallAbout } from "#telephony/call/call.ts";
import type { CallRecord } from "#telephony/call/callRecord.ts";
import type { Endpoint } from "#telephony/call/legTarget.ts";
import type { Decision, Target } from "#telephony/call/plan.ts";
import type { Settings } from "#telephony/settings/settings.ts";

export interface DirectorMeans {
  readonly parts: ServerParts;
  readonly accounts: AccountHost;
  readonly peers: Pick<Peers, "called">;
  readonly subscriptions: Subscriptions;
  readonly telephones: () => Telephones;
  readonly calls: () => CallHost;
  /** Not while the server closes. */
  readonly isOpen: () => boolean;
}

export class Director {
  readonly #of: DirectorMeans;
  readonly #recent: Recent;
  readonly #acquaintances: Acquaintances;

  constructor(of: DirectorMeans) {
    const { store, world, settings } = of.parts;
    this.#of = of;
    this.#recent = new Recent(store, world.clock.wallTime());
    this.#acquaintances = new Acquaintances(store.acquaintances, () => settings.current());
  }

  /** What becomes of a call with these facts now, by the settings in force or a draft. A telephone whose calls go elsewhere is reminded of it. */
  decide(call: CallAbout, draft?: Settings): Decision {
    const { parts, telephones } = this.#of;
    const decision = this.#decision(call, draft);
    const { forwardReminder } = parts.settings.current().services;
    if (forwardReminder && isForwardedAway(decision)) telephones().splash();
    return decision;
  }

  #decision(call: CallAbout, draft?: Settings): Decision {
    const { parts, subscriptions, telephones, isOpen } = this.#of;
    const { settings, world } = parts;
    const decision = decide(call, {
      settings: () => draft ?? settings.current(),
      outside: () => this.outside(),
      devices: () => telephones().states(),
      recent: this.#recent,
      acquaintances: this.#acquaintances,
      subscriptions,
      isOpen,
      now: () => world.clock.wallTime(),
    });
    if (call.replaces !== undefined || call.announces) return decision; // no rule was asked
    if (draft) return decision; // no kept version could be asked for it again
    return withReceipt(decision, call, settings.version(), world.crypto);
  }

  reach(target: Target, call: CallAbout): readonly Endpoint[] {
    if (!("device" in target))
      return call.test === "inside" ? kept(target) : reachOutside(target, call, this.outside());
    const { device } = target;
    return [{ to: "device", device, state: this.#of.telephones().reach(device) }];
  }

  /** How long may still be talked outside today; undefined: there is no limit. */
  leftToday(): Millis | undefined {
    const outside = this.outside();
    const { minutesPerDay } = outside.settings.outgoing.limits;
    return minutesPerDay === null ? undefined : minutes(minutesPerDay - outside.minutesToday);
  }

  outside(): Outside {
    const { accounts, calls, parts, peers } = this.#of;
    const settings = parts.settings.current();
    const now = parts.world.clock.wallTime();
    const recent = this.#recent;
    return {
      settings,
      now,
      carried: () => calls().carried(),
      way: (account) => accounts.way(account),
      member: (account, dialled) => peers.called(account, dialled),
      get minutesToday() {
        return recent.minutesToday(now, settings.owner.timeZone, calls().unrecorded());
      },
    };
  }

  /** A call is over. */
  note(record: CallRecord): void {
    this.#recent.note(record);
    if (record.test !== undefined) return;
    this.#acquaintances.note(record);
    this.#of.subscriptions.note(record);
  }

  /** Within the hour in which those who help reach every telephone. */
  calledForHelp(): boolean {
    return this.#recent.calledForHelp(this.#of.parts.world.clock.wallTime());
  }
}

/** A test that stays in the house. */
const kept = (target: Exclude<Target, { readonly device: string }>): readonly Endpoint[] => [
  {
    to: "nobody",
    address: "number" in target ? target.number : target.address,
    cause: { kind: "rejected", text: "test.inside" },
  },
];
