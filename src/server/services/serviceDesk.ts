/** Carries out what the telephones' keys ask for: what a service decides becomes settings, speech or a call. */
import type { SettingsStore } from "#server/store/settingsStore.ts";
import type { KeptCall } from "#server/store/store.ts";
import type { Party } from "#telephony/call/leg.ts";
import type { PromptKey } from "#telephony/mailbox/prompts.ts";
import { meaningOf } from "#telephony/number/dialPlan.ts";
import type { Outcome, ServiceFacts } from "#telephony/services/service.ts";
import { services } from "#telephony/services/services.ts";
import type { ServiceId } from "#telephony/services/starCodes.ts";
import { dialPlan } from "#telephony/settings/home.ts";
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
}

export class ServiceDesk {
  readonly #of: ServiceDeskMeans;

  constructor(of: ServiceDeskMeans) {
    this.#of = of;
  }

  /** What is called, when a service calls somebody (call return, redial); else as it was dialled. */
  calledBy(dialled: string, device: string): string {
    const meaning = meaningOf(dialled, dialPlan(this.#of.settings.current()));
    if (meaning.is !== "service") return dialled;
    const outcome = this.#outcome({ ...meaning, device });
    return outcome.is === "call" ? outcome.dials : dialled;
  }

  /** What is said of it, once it is so; undefined: it is refused, and nothing has changed. */
  async perform(asked: Asked): Promise<readonly PromptKey[] | undefined> {
    const outcome = this.#outcome(asked);
    if (outcome.is === "said") return outcome.says;
    if (outcome.is !== "changed") return undefined;
    const { settings } = this.#of;
    const done = await settings.change(outcome.change, `telephone ${asked.device}`);
    return done.ok ? outcome.says : undefined;
  }

  /** At the wish of whoever was asked to take the call. A caller who is not shown cannot be known again. */
  async block({ number, hidden }: Party): Promise<void> {
    if (number === undefined || hidden) return;
    await this.perform({ service: "blockNumber", input: number, device: "call" });
  }

  #outcome({ service, input, device }: Asked): Outcome {
    return services[service].perform(input, this.#facts(device));
  }

  #facts(device: string): ServiceFacts {
    const { settings, calls, clock } = this.#of;
    const current = settings.current();
    const records = calls().map(({ record }) => record);
    const last = records.find(({ direction }) => direction === "in");
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
