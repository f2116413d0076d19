/** Numbers that are rung without a key press, though somebody else's mailbox may answer there first. */
import { direct } from "#telephony/directing/direct.ts";
import type { Plan, PlanTarget } from "#telephony/directing/plan.ts";
import { pointer } from "#telephony/settings/problems.ts";
import type { Settings } from "#telephony/settings/settings.ts";
import type { Step, Target } from "#telephony/settings/step.ts";
import { eachTarget, type Placed } from "#telephony/settings/walk.ts";
import type { CallSpace } from "./callSpace.ts";
import { asked } from "./exampleCall.ts";
import { reaching } from "./neverReached.ts";
import type { Checked, ExampleCall, Warning } from "./warning.ts";

export function othersMailbox({ settings }: Checked, space: CallSpace): readonly Warning[] {
  return settings.rules.flatMap((rule, i) => {
    const risky = riskyIn(rule.then, ["rules", i, "then"]);
    if (!rule.enabled || risky.length === 0) return [];
    const call = reaching(settings.rules, i, { space, settings });
    if (typeof call !== "object") return [];
    const { facts, settings: now } = asked(call, settings);
    const { plan } = direct(facts, now);
    return risky.flatMap(([target, path]) => warned([target, path], plan, call, settings));
  });
}

type Found = Placed<Target>;

/** What is rung beside or before something else, which a mailbox there would take the call from. */
function riskyIn(steps: readonly Step[], path: Found[1]): readonly Found[] {
  return steps.flatMap((step, i) => {
    if (step.do !== "ring" && step.do !== "forward") return [];
    const others = step.do === "ring" && step.targets.length > 1;
    const later = steps.slice(i + 1).some((one) => one.do !== "reject");
    if (!others && !later) return [];
    return eachTarget(step, [...path, i]).filter(
      ([target]) => isElsewhere(target) && target.confirm !== true,
    );
  });
}

const isElsewhere = (target: Target): boolean => !("device" in target || "everyDevice" in target);

function warned(
  [target, path]: Found,
  plan: Plan,
  call: ExampleCall,
  { people }: Settings,
): readonly Warning[] {
  const names =
    "person" in target
      ? (people.find(({ id }) => id === target.person)?.numbers ?? [])
      : ["number" in target ? target.number : "address" in target ? target.address : ""];
  const to = names.find((name) => ringsUnasked(plan, name));
  if (to === undefined) return [];
  return [{ path: pointer(path), code: "check.othersMailbox", params: { to }, call }];
}

/** It is in the plan, and whoever lifts there has the call. */
export const ringsUnasked = (plan: Plan, to: string): boolean =>
  plan.some((step) => {
    const targets: readonly PlanTarget[] =
      step.do === "ring" ? step.targets : step.do === "forward" ? [step.to] : [];
    return targets.some((one) => nameOf(one) === to && one.confirm !== true);
  });

const nameOf = (target: PlanTarget): string | undefined =>
  "number" in target ? target.number : "address" in target ? target.address : undefined;
