/** Rules that no call ever reaches: nothing fits them, or whoever does is taken by rules before. */
import { direct } from "#telephony/directing/direct.ts";
import type { Condition } from "#telephony/settings/condition.ts";
import { pointer } from "#telephony/settings/problems.ts";
import type { Rule } from "#telephony/settings/settings.ts";
import { type CallSpace, hidden } from "./callSpace.ts";
import { asked } from "./exampleCall.ts";
import { all, type Formula, not } from "./fitting.ts";
import type { Checked, ExampleCall, Warning } from "./warning.ts";

export function neverReached({ settings }: Checked, space: CallSpace): readonly Warning[] {
  const { callers, moments } = space;
  if (!callers.isWhole || !moments.isWhole) return []; // somebody might have been left out
  return settings.rules.flatMap((rule, i) => {
    if (!rule.enabled) return [];
    const fitting = space.find(space.fits(rule));
    if (fitting === "unknown" || fitting === "nobody") return [];
    if (fitting === undefined) return neverHolds(rule, i, space);
    if (reaching(settings.rules, i, { space, settings }) !== undefined) return [];
    return shadowed({ rule, i, fitting }, settings, space);
  });
}

interface Within {
  readonly space: CallSpace;
  readonly settings: Checked["settings"];
}

/** A call that comes to this rule and fits it. */
export function reaching(
  rules: readonly Rule[],
  i: number,
  { space, settings }: Within,
  ...also: readonly Formula[]
): ReturnType<CallSpace["find"]> {
  const rule = rules[i];
  if (!rule) return undefined;
  const before = rules.slice(0, i).map((one) => not(space.fits(one)));
  return space.find(all(space.fits(rule), ...also, ...refusedBefore(settings, space), ...before));
}

/** Hidden callers who are refused come to no rule. */
const refusedBefore = ({ services }: Checked["settings"], space: CallSpace): readonly Formula[] =>
  services.anonymousReject ? [not(space.formula(hidden))] : [];

interface Shadowed {
  readonly rule: Rule;
  readonly i: number;
  /** A call that fits it. */
  readonly fitting: ExampleCall;
}

/** By one rule that takes all of its calls; or by several, of which one takes the example. */
function shadowed(
  { rule, i, fitting }: Shadowed,
  settings: Checked["settings"],
  space: CallSpace,
): readonly Warning[] {
  const path = pointer(["rules", i]);
  const warning = (code: string, by: string, call: ExampleCall): readonly Warning[] => [
    { path, code, params: { rule: rule.id, by }, call },
  ];
  const one = settings.rules
    .slice(0, i)
    .findIndex(
      (before) => space.find(all(space.fits(rule), not(space.fits(before)))) === undefined,
    );
  const taken = one < 0 ? undefined : takenBy(one, rule, { space, settings });
  if (typeof taken === "object")
    return warning("check.shadowed", settings.rules[one]?.id ?? "", taken);
  const call = asked(fitting, settings);
  const by = direct(call.facts, call.settings).because.at(-1)?.rule ?? "";
  return warning("check.shadowedTogether", by, fitting);
}

/** A call that fits the rule and is decided by that one before it. */
const takenBy = (one: number, rule: Rule, within: Within): ReturnType<CallSpace["find"]> =>
  reaching(within.settings.rules, one, within, within.space.fits(rule));

/** The example fits as much of it as can be. */
function neverHolds(rule: Rule, i: number, space: CallSpace): readonly Warning[] {
  const call = closest(rule.when, space);
  return [
    {
      path: pointer(["rules", i, "when"]),
      code: "check.neverHolds",
      params: { rule: rule.id },
      ...(call && { call }),
    },
  ];
}

function closest(when: Condition, space: CallSpace): ExampleCall | undefined {
  const parts = when.is === "all" ? when.of : [];
  for (let n = parts.length - 1; n >= 0; n--) {
    const call = space.find(all(...parts.slice(0, n).map((part) => space.formula(part))));
    if (typeof call === "object") return call;
  }
  const any = space.find(all());
  return typeof any === "object" ? any : undefined;
}
