/** A telephone in the rules: which of them ring it, and what is left of the document without it. */
import type { Rule, Settings } from "./settings.ts";
import type { Step, Target } from "./step.ts";
import { eachStep, eachTarget } from "./walk.ts";

const means = (target: Target, device: string): boolean =>
  "everyDevice" in target || ("device" in target && target.device === device);

/** Rules that are switched on and ring it, alone or with others, in their order. */
export const rungBy = (rules: readonly Rule[], device: string): readonly Rule[] =>
  rules.filter(
    ({ enabled, then }) =>
      enabled &&
      eachStep(then, []).some(([step, path]) =>
        eachTarget(step, path).some(([target]) => means(target, device)),
      ),
  );

/** What its removal does to the rules that name it. */
export interface Removal {
  /** Rules that ring the others from then on. */
  readonly fewer: readonly string[];
  /** Rules that ring nobody from then on. */
  readonly silent: readonly string[];
}

export interface WithoutDevice {
  readonly settings: Settings;
  readonly removal: Removal;
}

/**
 * The document without that telephone: no step rings it, and it is not woken. Conditions that ask
 * about it stay, and validation refuses them by name: what a rule then means is its owner's to say.
 */
export function withoutDevice(settings: Settings, device: string): WithoutDevice {
  const rules = settings.rules.map((rule) => ({ ...rule, then: stepsWithout(rule.then, device) }));
  const touched = settings.rules.filter(({ then }) => names(then, device));
  const silent = touched.filter(({ id }) => !rings(rules.find((one) => one.id === id)));
  const { [device]: _, ...wakeUps } = settings.services.wakeUps;
  return {
    settings: {
      ...settings,
      devices: settings.devices.filter(({ id }) => id !== device),
      services: { ...settings.services, wakeUps },
      rules,
    },
    removal: {
      fewer: touched.filter((rule) => !silent.includes(rule)).map(({ id }) => id),
      silent: silent.map(({ id }) => id),
    },
  };
}

const isIt = (target: Target, device: string): boolean =>
  "device" in target && target.device === device;

const names = (steps: readonly Step[], device: string): boolean =>
  eachStep(steps, []).some(([step, path]) =>
    eachTarget(step, path).some(([target]) => isIt(target, device)),
  );

const rings = (rule: Pick<Rule, "then"> | undefined): boolean =>
  rule !== undefined &&
  eachStep(rule.then, []).some(([step, path]) => eachTarget(step, path).length > 0);

const stepsWithout = (steps: readonly Step[], device: string): readonly Step[] =>
  steps.flatMap((step) => stepWithout(step, device));

function stepWithout(step: Step, device: string): readonly Step[] {
  const others = (targets: readonly Target[]): readonly Target[] =>
    targets.filter((target) => !isIt(target, device));
  switch (step.do) {
    case "ring":
    case "screen": {
      const targets = others(step.targets);
      return targets.length > 0 ? [{ ...step, targets }] : [];
    }
    case "forward":
      return isIt(step.to, device) ? [] : [step];
    case "interrupt":
      return isIt(step.target, device) ? [] : [step];
    case "speak": {
      const [target, ...also] = others([step.target, ...(step.also ?? [])]);
      const { also: _, ...rest } = step;
      return target ? [{ ...rest, target, ...(also.length > 0 && { also }) }] : [];
    }
    case "ask":
      return [
        {
          ...step,
          keys: step.keys.map((one) => ({ ...one, then: stepsWithout(one.then, device) })),
        },
      ];
    case "decide":
      return [{ ...step, otherwise: stepsWithout(step.otherwise, device) }];
    default:
      return [step];
  }
}
