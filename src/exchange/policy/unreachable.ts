import type { Locations } from "#exchange/locations.ts";
import type { Forwarder } from "#exchange/passing.ts";
import { statusOf } from "#exchange/policy/callFacts.ts";
import type { Target } from "#exchange/proxy/target.ts";
import type { Cancel } from "#kit/listeners.ts";
import { after, millis } from "#kit/time.ts";
import type { UnreachableStep } from "#telephony/policy/policy.ts";
import type { Clock } from "#world/clock.ts";

type Groups = readonly (readonly Target[])[];

export interface Absence {
  readonly user: string;
  readonly steps: readonly UnreachableStep[];
  /** Where the user's servers are now. */
  readonly targets: () => Groups;
  /** Where a number or address leads, with the user's own rights. */
  readonly lead: (to: (UnreachableStep & { readonly do: "forward" })["to"]) => Groups;
}

/**
 * What becomes of a call while none of the user's servers answers: the steps of the user's policy,
 * one each time that nobody is left to try.
 */
export function absence(
  of: Absence,
  { locations, clock }: { readonly locations: Locations; readonly clock: Clock },
): (forwarder: Forwarder) => void {
  const steps = [...of.steps];
  let stopWaiting: Cancel = () => undefined;

  /** Goes on as soon as one of the user's servers registers, or when the time is over. */
  function wait(seconds: number, forwarder: Forwarder): void {
    const due = after(clock.now(), millis(seconds * 1000));
    const unlisten = locations.changes(({ user }) => {
      if (user === of.user && of.targets().length > 0) goOn(of.targets());
    });
    const giveUp = clock.at(due, () => goOn([]));
    stopWaiting = () => {
      unlisten();
      giveUp();
    };
    function goOn(groups: Groups): void {
      stopWaiting();
      if (forwarder.isOpen()) forwarder.more(groups);
    }
  }

  return (forwarder) => {
    stopWaiting(); // somebody who was late has spoken meanwhile, and is gone again
    const step = steps.shift();
    switch (step?.do) {
      case "wait":
        wait(step.for, forwarder);
        break;
      case "forward":
        forwarder.more(of.lead(step.to));
        break;
      case "reject":
        forwarder.refuse(statusOf[step.cause ?? "rejected"]);
        break;
      case undefined:
        forwarder.giveUp();
        break;
    }
  };
}
