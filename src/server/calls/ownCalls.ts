/** Calls that the house begins: from its telephones, for them, and of its own accord. */
import type { CallHost } from "#server/callHost.ts";
import { type AnnouncementMeans, announce } from "#server/calls/announcements.ts";
import { aboutOut, aboutTold, shownFor } from "#server/calls/callOut.ts";
import { reachOutside, wayToTell } from "#server/calls/outgoing.ts";
import type { Outside } from "#server/calls/outside.ts";
import { aboutTest, type TestGround } from "#server/calls/testCall.ts";
import type { Announcement, TestCall } from "#server/control/wishedCalls.ts";
import { helpNotice } from "#server/emergency/helpNotices.ts";
import type { Leg } from "#server/legs/leg.ts";
import { summonedLeg } from "#server/legs/summonedLeg.ts";
import type { ToldParty } from "#server/mailbox/messageDesk.ts";
import type { ServiceDesk } from "#server/services/serviceDesk.ts";
import type { Placed, Telephone } from "#server/telephone.ts";
import type { CallAbout, CallState } from "#telephony/call/call.ts";
import { type CallId, callerLeg, callOf, type LegId } from "#telephony/call/leg.ts";
import { sentMessage } from "#telephony/number/ownParty.ts";
import type { Settings } from "#telephony/settings/settings.ts";
import type { Clock } from "#world/clock.ts";

export interface OwnCallMeans extends AnnouncementMeans {
  readonly clock: Clock;
  readonly calls: CallHost;
  readonly settings: () => Settings;
  readonly outside: () => Outside;
  readonly services: Pick<ServiceDesk, "calledBy">;
  readonly telephone: (device: string) => Telephone | undefined;
  /** Who rings in test calls, and whom an address book names a caller. */
  readonly tester: (id: LegId, call: () => CallState | undefined) => Leg;
  readonly contact: TestGround["contact"];
}

export class OwnCalls {
  readonly #of: OwnCallMeans;

  constructor(of: OwnCallMeans) {
    this.#of = of;
  }

  /** A telephone has begun to call: `caller` is its leg. */
  placed(caller: Leg, placed: Placed): void {
    this.#of.calls.take(this.#about(callOf(caller.id), placed), caller);
  }

  /** The device rings, and when it answers, `to` is called. */
  fetch(device: string, to: string): CallId {
    const about = this.#about(this.#of.calls.newId(), { device, dialled: to });
    this.#of.calls.fetch(about, { to: "device", device }, shownFor(to));
    return about.id;
  }

  /** Somebody rings now, as a test: as these settings, which are not kept, would have it, else those in force. */
  test(asked: Omit<TestCall, "rules">, draft?: Settings): CallId {
    const { calls, clock, contact, settings, tester } = this.#of;
    const ground = { settings: settings(), now: clock.wallTime(), contact };
    const about = aboutTest(calls.newId(), asked, ground);
    const tests = tester(callerLeg(about.id), () => calls.state(about.id));
    if (draft) calls.take({ ...about, drafted: true }, tests, { draft });
    else calls.take(about, tests);
    return about.id;
  }

  /** The house speaks one way into telephones; what it cannot be for as `announce` says. */
  announce(what: Announcement): ReturnType<typeof announce> {
    return announce(what, this.#of);
  }

  /** The far end first; the telephone rings when that does: `rang`. */
  again(device: string, dialled: string, rang: () => void): CallId {
    const { calls, clock, telephone } = this.#of;
    const about = this.#about(calls.newId(), { device, dialled, repeat: "again" });
    const codecs = (name: Leg["id"]) => calls.codecsBeside(name);
    const leg = summonedLeg(callerLeg(about.id), {
      clock,
      telephone: (name) =>
        telephone(device)?.offer(name, { to: about.to, codecs: () => codecs(name) }),
      caller: shownFor(dialled),
      rang,
    });
    calls.take(about, leg);
    return about.id;
  }

  /** Somebody outside is told of a call for help; undefined: there is no way to them. */
  tellOfHelp(to: string): CallId | undefined {
    const { calls, clock, outside, settings } = this.#of;
    const about = aboutTold(calls.newId(), helpNotice, settings(), clock.wallTime());
    const route = wayToTell(to, about, outside());
    if (route) calls.fetch(about, { to: "outside", ...route }, about.from);
    return route && about.id;
  }

  /** Somebody hears a message, within the limits of the owner's own calls; undefined: it cannot be. */
  playMessage(to: ToldParty, message: string): CallId | undefined {
    const { calls, clock, outside, settings } = this.#of;
    const about = aboutTold(calls.newId(), sentMessage(message), settings(), clock.wallTime());
    const [endpoint] = "device" in to ? [] : reachOutside(to, about, outside());
    const [route] = endpoint?.to === "outside" ? endpoint.routes : [];
    const target =
      "device" in to
        ? ({ to: "device", ...to } as const)
        : route && ({ to: "outside", ...route } as const);
    if (target) calls.fetch(about, target, about.from);
    return target && about.id;
  }

  #about(id: CallId, placed: Placed): CallAbout {
    const { clock, services, settings } = this.#of;
    const { dialled, repeats } = services.calledBy(placed.dialled, placed.device);
    const what: Placed = { ...placed, dialled, ...(repeats && { repeat: "asked" }) };
    return aboutOut(id, what, settings(), clock.wallTime());
  }
}
