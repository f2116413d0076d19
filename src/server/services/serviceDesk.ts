/** Carries out what the telephones' keys ask for: what a service decides becomes settings, speech or a call. */
import { momentText } from "#kit/calendar.ts";
import type { RepeatDialling } from "#server/repeatDialling.ts";
import { PinGuard } from "#server/services/pinGuard.ts";
import type { SettingsStore } from "#server/store/settingsStore.ts";
import type { KeptCall } from "#server/store/store.ts";
import type { CallId, Party } from "#telephony/call/leg.ts";
import { blockOf, withBlocked } from "#telephony/directing/blocking.ts";
import { meaningOf } from "#telephony/number/dialPlan.ts";
import { keptNumber } from "#telephony/services/keptNumber.ts";
import type { InHandVerb, Outcome, Said, ServiceFacts } from "#telephony/services/service.ts";
import { services } from "#telephony/services/services.ts";
import type { ServiceId } from "#telephony/services/starCodes.ts";
import { dialPlan } from "#telephony/settings/home.ts";
import type { Settings } from "#telephony/settings/settings.ts";
import type { Clock } from "#world/clock.ts";

/** A service with what was keyed behind its code, at that telephone. */
export interface Asked {
  readonly service: ServiceId;
  readonly input: string;
  readonly device: string;
}

export interface ServiceDeskMeans {
  readonly settings: SettingsStore;
  /** Newest first. */
  readonly calls: () => readonly KeptCall[];
  readonly clock: Clock;
  /** Accounts through which a call for help would leave now, the best first. */
  readonly accountsForHelp: () => readonly string[];
  /** About the call that this telephone is in, and what is said besides; false: there is none, or it cannot be. */
  readonly inHand: (does: InHandVerb, device: string) => readonly Said[] | false;
  readonly repeatDialling: Pick<RepeatDialling, "add" | "stop">;
}

/** What is dialled instead; `repeats`: and again, while it is in use. */
export interface Called {
  readonly dialled: string;
  readonly repeats?: true;
}

/** Done, and what is said of it; refused, and nothing has changed; or the PIN must be keyed, again perhaps. */
export type Performed =
  | { readonly is: "done"; readonly says: readonly Said[] }
  | { readonly is: "wantsPin"; readonly says: readonly Said[] }
  | { readonly is: "refused" };
const refused: Performed = { is: "refused" };
const wantsPin: Performed = { is: "wantsPin", says: ["service-pin"] };

export class ServiceDesk {
  readonly #of: ServiceDeskMeans;
  readonly #pins: PinGuard;

  constructor(of: ServiceDeskMeans) {
    this.#of = of;
    this.#pins = new PinGuard(() => of.clock.wallTime());
  }

  /** What is called, when a service calls somebody (call return, redial); else as it was dialled. */
  calledBy(dialled: string, device: string): Called {
    const meaning = meaningOf(dialled, dialPlan(this.#of.settings.current()));
    if (meaning.is !== "service") return { dialled };
    const outcome = this.#outcome({ ...meaning, device });
    if (outcome.is !== "call") return { dialled };
    return { dialled: outcome.dials, ...(outcome.repeats && { repeats: true }) };
  }

  /** `pin`: what was keyed when it was asked for. */
  async perform(asked: Asked, pin?: string): Promise<Performed> {
    const outcome = this.#outcome(asked);
    if (outcome.is !== "afterPin") return this.#done(outcome, asked.device);
    const { settings } = this.#of;
    if (pin !== undefined && this.#pins.isRight(pin, settings.current().mailbox.pin, asked.device))
      return this.#done(outcome.then, asked.device);
    return this.#pins.mayTry(asked.device) ? wantsPin : refused;
  }

  async #done(outcome: Outcome, device: string): Promise<Performed> {
    if (!("says" in outcome)) return refused;
    const { says } = outcome;
    if (outcome.is !== "inHand")
      return (await this.#carriedOut(outcome, device)) ? { is: "done", says } : refused;
    const besides = this.#of.inHand(outcome.does, device);
    return besides ? { is: "done", says: [...says, ...besides] } : refused;
  }

  async #carriedOut(outcome: Outcome, device: string): Promise<boolean> {
    const { settings, repeatDialling } = this.#of;
    switch (outcome.is) {
      case "changed":
        return (await settings.change(outcome.change, `telephone ${device}`)).ok;
      case "repeats":
        return repeatDialling.add(device, outcome.dials);
      case "repeatsNoMore":
        repeatDialling.stop(device);
        return true;
      case "said":
        return true;
      case "inHand":
      case "afterPin":
      case "call":
      case "refused":
        return false;
    }
  }

  /** At the wish of whoever was asked to take the call. A caller who is not shown cannot be known again. */
  async block({ number, hidden }: Party, call: CallId): Promise<void> {
    if (number === undefined || hidden) return;
    const { clock, settings } = this.#of;
    const note = { since: momentText(clock.wallTime()), call };
    const edit = (now: Settings) => {
      const kept = keptNumber(number, now) ?? number;
      return withBlocked(now, blockOf(kept, now), note);
    };
    await settings.change(edit, "call");
  }

  #outcome({ service, input, device }: Asked): Outcome {
    return services[service].perform(input, this.#facts(device));
  }

  #facts(device: string): ServiceFacts {
    const { settings, calls, clock } = this.#of;
    const current = settings.current();
    const records = calls().map(({ record }) => record);
    const last = records.find(({ direction, test }) => direction === "in" && !test);
    const plan = dialPlan(current);
    const dialled = records
      .filter((one) => one.direction === "out" && one.via === device)
      .find((one) => meaningOf(one.to, plan).is === "number");
    return {
      settings: current,
      device,
      now: clock.wallTime(),
      accountsForHelp: this.#of.accountsForHelp(),
      ...(last && { last }),
      ...(dialled && { dialled: dialled.to }),
    };
  }
}
