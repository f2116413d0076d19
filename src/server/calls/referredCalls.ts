/**
 * Transfers that lead out of the house and that no key of ours dialled: a party outside asks for one
 * (`mayTransfer`), or a telephone of ours that has spoken with somebody elsewhere. It goes no further
 * than the owner's ways out and limits let it, and for a party outside no further than a forward.
 */
import type { CallHost } from "#server/callHost.ts";
import { aboutOut, aboutReferred } from "#server/calls/callOut.ts";
import type { ReferAsking } from "#server/calls/callSurroundings.ts";
import { planOut } from "#server/calls/outgoing.ts";
import type { Outside } from "#server/calls/outside.ts";
import type { Transfers } from "#server/calls/transfers.ts";
import { type Said, type Surroundings, type Whither, whither } from "#server/calls/whither.ts";
import { SipLeg } from "#server/legs/sipLeg.ts";
import type { ConsultedElsewhere } from "#server/telephone.ts";
import { Replaces } from "#sip/headers/replaces.ts";
import type { CallAbout } from "#telephony/call/call.ts";
import { type CallId, callOf, type LegId } from "#telephony/call/leg.ts";
import { seatOf } from "#telephony/call/seats.ts";
import { accountOf, ownLegs } from "#telephony/call/whose.ts";
import type { Settings } from "#telephony/settings/settings.ts";
import type { Clock } from "#world/clock.ts";

export interface ReferredCallMeans {
  readonly clock: Pick<Clock, "wallTime">;
  readonly calls: Pick<CallHost, "leg" | "legWith" | "state" | "states" | "take">;
  readonly settings: () => Settings;
  readonly outside: () => Outside;
  readonly transfers: Pick<Transfers, "refer" | "referTo">;
  readonly deviceAt: Surroundings["deviceAt"];
}

/** More at a time is somebody who goes in circles. */
const most = 5;

export class ReferredCalls {
  readonly #of: ReferredCallMeans;
  /** Of those that live: what the INVITE says. */
  readonly #says = new Map<CallId, Said>();

  constructor(of: ReferredCallMeans) {
    this.#of = of;
  }

  /** By a party at that account. False: it is not to be. */
  asked({ leg, account: id, asked }: ReferAsking): boolean {
    const { settings, transfers } = this.#of;
    const account = settings().accounts.find((one) => one.id === id);
    if (!account?.mayTransfer) return false;
    const other = asked.dialog && this.#ownLeg(asked.dialog, id, leg);
    if (other) return transfers.refer({ held: leg, call: other });
    const to = whither({ ...asked, account }, this.#around());
    const isFew = this.#of.calls.states().filter(({ about }) => about.referred).length < most;
    if (!to || !isFew) return false;
    const about = (call: CallId): CallAbout =>
      aboutReferred(call, { ...to, account: id }, settings(), this.#of.clock.wallTime());
    return this.#begins(leg, to, about, to.dialled);
  }

  /** By a telephone of ours, with whoever it talks to in a dialog that is not ours. False: it cannot be. */
  consulted({ held, device, address, dialog }: ConsultedElsewhere): boolean {
    const { clock, settings } = this.#of;
    const to = whither({ address, dialog }, this.#around());
    if (!to) return false;
    const { dialled, through } = to;
    const placed = { device, dialled, ...(through !== undefined && { through }) };
    return this.#begins(held, to, (call) => aboutOut(call, placed, settings(), clock.wallTime()));
  }

  /** Undefined: it says nothing besides. */
  says(call: CallId): Said | undefined {
    return this.#says.get(call);
  }

  #around(): Surroundings {
    const { deviceAt, outside } = this.#of;
    const { settings, way } = outside();
    return { settings, deviceAt, isServer: (id, host) => way(id)?.isServer(host) ?? false };
  }

  #begins(
    held: LegId,
    { says }: Whither,
    about: (call: CallId) => CallAbout,
    called?: string,
  ): boolean {
    const { calls, outside, transfers } = this.#of;
    if (planOut(about(callOf(held)), outside()).cause !== null) return false;
    return transfers.referTo(held, {
      begins: (end) => {
        const call = callOf(end.id);
        this.#says.set(call, says);
        end.events((event) => void (event.on === "ended" && this.#says.delete(call)));
        calls.take(about(call), end);
      },
      ...(called !== undefined && { called }),
    });
  }

  /** Another leg of that account's, by its dialog: its party there talks to, or rings at, another telephone of ours. */
  #ownLeg(dialog: string, account: string, held: LegId): LegId | undefined {
    const { calls } = this.#of;
    const replaced = Replaces.parse(dialog);
    const id = replaced.ok ? calls.legWith(replaced.value.callId) : undefined;
    const leg = id === undefined ? undefined : calls.leg(id);
    const [here, there] = [calls.state(callOf(held)), id && calls.state(callOf(id))];
    if (!replaced.ok || id === undefined || !here || !there || here === there) return undefined;
    const seat = seatOf(there, id);
    const isTheirs =
      leg instanceof SipLeg &&
      leg.isDialog(replaced.value) &&
      seat !== undefined &&
      accountOf(seat, there) === account;
    const [own] = ownLegs(here);
    const isSame = ownLegs(there).some(({ device }) => device === own?.device);
    return isTheirs && !isSame && !there.about.emergency ? id : undefined;
  }
}
