/** The owner's own checks: does what shall become of a call still become of it? */
import { momentOf } from "#kit/calendar.ts";
import { sameValue } from "#kit/sameValue.ts";
import { type Decision, direct } from "#telephony/directing/direct.ts";
import type { Plan, PlanStep, PlanTarget } from "#telephony/directing/plan.ts";
import type { Expectation, Expected } from "#telephony/settings/checks.ts";
import type { Settings } from "#telephony/settings/settings.ts";
import { factsOf, inMode } from "./thoughtOf.ts";
import type { Checked, Warning } from "./warning.ts";

/** What of a plan the owner counts on: who rings, in which order, and how it ends; not for how long. */
export const expectedOf = (plan: Plan): readonly Expected[] =>
  plan.map((step) => ({ do: step.do, to: namedIn(step) }));

function namedIn(step: PlanStep): readonly string[] {
  switch (step.do) {
    case "ring":
    case "screen":
      return step.targets.map(textOf).toSorted();
    case "forward":
      return [textOf(step.to)];
    case "interrupt":
      return [textOf(step.target)];
    case "speak":
      return [step.target, ...(step.also ?? [])].map(textOf).toSorted();
    case "announce":
      return [step.prompt];
    case "ask":
      return step.keys.map(({ key }) => key).toSorted();
    case "decide":
      return [step.url];
    case "mailbox":
      return step.greeting === undefined ? [] : [step.greeting];
    case "room":
      return [step.room];
    case "reject":
      return [String(step.cause)];
  }
}

const textOf = (target: PlanTarget): string => {
  if ("device" in target) return target.device;
  return "number" in target ? target.number : target.address;
};

export interface Outcome {
  readonly decision: Decision;
  readonly holds: boolean;
}

/** Undefined for a moment that no calendar has. */
export function outcomeOf({ call, expect }: Expectation, settings: Settings): Outcome | undefined {
  const at = momentOf(call.at);
  if (at === undefined) return undefined;
  const decision = direct(factsOf(call, at, settings), inMode(settings, call.mode));
  return { decision, holds: sameValue(expectedOf(decision.plan), expect) };
}

/** Those that do not hold any more, each with its call. */
export const expectations = ({ settings }: Checked): readonly Warning[] =>
  settings.checks.flatMap((one, i): readonly Warning[] => {
    const outcome = outcomeOf(one, settings);
    if (outcome?.holds !== false) return [];
    const { from = "hidden", to, via, at, busy, offline, mode } = one.call;
    const rule = outcome.decision.because.at(-1)?.rule ?? "";
    const devices = {
      ...Object.fromEntries(busy.map((id) => [id, "busy" as const])),
      ...Object.fromEntries(offline.map((id) => [id, "offline" as const])),
    };
    const called = to ?? settings.numbers[0]?.number ?? "";
    const call = { from, to: called, at, mode, devices, ...(via !== undefined && { via }) };
    return [
      {
        path: `/checks/${i}`,
        code: "check.broken",
        params: { check: one.name ?? one.id, rule },
        call,
      },
    ];
  });
