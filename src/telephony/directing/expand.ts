/** The settings' steps as a plan's: people and "every device" become telephones that can be rung. */
import type { Seconds } from "#kit/time.ts";
import type { WhenBusy } from "#telephony/call/leg.ts";
import { fits } from "#telephony/number/pattern.ts";
import { numbering } from "#telephony/settings/home.ts";
import type { Step, Target } from "#telephony/settings/step.ts";
import { blockedBy } from "./blocked.ts";
import type { Scene } from "./condition.ts";
import { consultedAbout } from "./consulted.ts";
import { isHidden, isIn, personOf } from "./directory.ts";
import { greeted } from "./greeted.ts";
import { interruptsTooOften } from "./interruptions.ts";
import type { Plan, PlanStep, PlanTarget } from "./plan.ts";

/** Steps that reach nobody are left out: a person without a number, or the caller's own telephone. */
export const expand = (steps: readonly Step[], scene: Scene): Plan =>
  steps.flatMap((step) => expandStep(step, scene));

function expandStep(step: Step, scene: Scene): Plan {
  switch (step.do) {
    case "ring":
    case "screen":
      return ringing(step, scene);
    case "forward":
      return first(step.to, scene).map((to) => ({ do: "forward", to }));
    case "interrupt":
      return first(step.target, scene).map((target) =>
        interruptsTooOften(scene.facts)
          ? rung({ ...plainly, targets: [target], for: asLong }, scene)
          : { ...step, target },
      );
    case "speak":
      return speaking(step, scene);
    case "ask":
      return [
        { ...step, keys: step.keys.map(({ key, then }) => ({ key, then: expand(then, scene) })) },
      ];
    case "decide": {
      const { secret: _, inside: __, ...shown } = step; // a plan is kept and shown
      const otherwise = expand(step.otherwise, scene);
      const found = consultedAbout(step.url, scene.facts.consulted);
      if (!found) return [{ ...shown, otherwise }];
      return "failed" in found
        ? [{ ...shown, otherwise, failed: found.failed }]
        : [{ ...shown, otherwise, answer: expand(found.then, scene) }];
    }
    case "mailbox":
      return scene.settings.mailbox.enabled ? [greeted(step, scene)] : [];
    case "announce":
    case "room":
    case "reject":
      return [step];
  }
}

function ringing(step: Step & { do: "ring" | "screen" }, scene: Scene): Plan {
  const targets = distinct(step.targets.flatMap((target) => targetsOf(target, scene)));
  if (targets.length === 0) return [];
  return [
    step.do === "screen"
      ? screened({ ...step, targets }, scene)
      : rung({ ...step, targets }, scene),
  ];
}

/** With the targets that it reaches. */
type Reaching<S extends Step> = Omit<S, "targets"> & { readonly targets: readonly PlanTarget[] };

function rung(step: Reaching<Step & { do: "ring" }>, scene: Scene): PlanStep {
  const cadence = step.cadence ?? cadenceOf(scene);
  return {
    ...step,
    whenBusy: whenBusy(step.whenBusy, scene),
    ...(cadence !== undefined && { cadence }),
    ...(scene.facts.emergencyCallBack && { emergency: true }),
  };
}

/** In lieu of asking, or of breaking in. */
const plainly = { do: "ring", order: "together", whenBusy: "wait" } as const;
/** As a telephone rings that is broken into. */
const asLong = 25 as Seconds;

/** Their own; else that of the first group, in the owner's order, that has one and that the caller is in. */
function cadenceOf({ facts, settings }: Scene): string | undefined {
  const own = personOf(facts.caller, settings)?.cadence;
  if (own !== undefined) return own;
  const ringing = settings.groups.filter((one) => one.cadence !== undefined);
  return ringing.find(({ id }) => isIn(id, facts.caller, settings))?.cadence;
}

/** Whom the owner knows is not asked. */
function screened(step: Reaching<Step & { do: "screen" }>, scene: Scene): PlanStep {
  const { facts, settings } = scene;
  const isStranger = isHidden(facts.caller) || isIn("unknown", facts.caller, settings);
  if (isStranger || blockedBy(facts.caller, settings, facts.listed))
    return { ...step, shown: beingAsked[settings.owner.language] };
  return rung({ ...plainly, targets: step.targets, for: step.for }, scene);
}

const beingAsked = { en: "being asked", de: "wird gefragt" } as const;

function speaking({ target, also, ...step }: Step & { do: "speak" }, scene: Scene): Plan {
  const all = [target, ...(also ?? [])].flatMap((one) => targetsOf(one, scene));
  const [first, ...rest] = distinct(all);
  const cadence = step.cadence ?? cadenceOf(scene);
  if (first === undefined) return [];
  const page = {
    ...(rest.length > 0 && { also: rest }),
    ...(cadence !== undefined && { cadence }),
  };
  return [{ ...step, target: first, ...page }];
}

/** Without call waiting, a telephone in use does not hear of others. */
function whenBusy(wished: WhenBusy, { settings, facts }: Scene): WhenBusy {
  const may = wished === "interrupt" && interruptsTooOften(facts) ? "wait" : wished;
  const signals = settings.services.callWaiting || facts.emergencyCallBack;
  return may === "wait" && !signals ? "skip" : may;
}

const first = (target: Target, scene: Scene): readonly PlanTarget[] =>
  targetsOf(target, scene).slice(0, 1);

export function targetsOf(target: Target, scene: Scene): readonly PlanTarget[] {
  const all = lookedUp(target, scene);
  return all.filter((one) => !isTheCaller(one, scene));
}

function lookedUp(target: Target, { settings }: Scene): readonly PlanTarget[] {
  if ("everyDevice" in target) {
    const { everyDevice: _, ...about } = target;
    return settings.devices.map(({ id }) => ({ device: id, ...about }));
  }
  if (!("person" in target)) return [target];
  const { person, ...about } = target;
  const numbers = settings.people.find(({ id }) => id === person)?.numbers ?? [];
  return numbers.map((text) =>
    /^sips?:/i.test(text) ? { address: text, ...about } : { number: text, ...about },
  );
}

/** Who calls from the telephone that calls are forwarded to would only hear it busy. */
function isTheCaller(target: PlanTarget, { facts: { caller }, settings }: Scene): boolean {
  if ("device" in target || isHidden(caller)) return false;
  return fits("number" in target ? target.number : target.address, caller, numbering(settings));
}

const identity = (target: PlanTarget): string =>
  "device" in target ? target.device : "number" in target ? target.number : target.address;

function distinct(targets: readonly PlanTarget[]): readonly PlanTarget[] {
  const seen = new Set<string>();
  return targets.filter((target) => !seen.has(identity(target)) && seen.add(identity(target)));
}

export const ringsSomebody = (step: PlanStep): boolean =>
  step.do === "ring" || step.do === "screen" || step.do === "interrupt" || step.do === "speak";
