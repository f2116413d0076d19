/** Hours in which nothing rings, whoever calls and however; and documents in which nothing ever does. */
import { direct } from "#telephony/directing/direct.ts";
import type { Plan, PlanStep } from "#telephony/directing/plan.ts";
import type { Settings } from "#telephony/settings/settings.ts";
import type { CallSpace, Part } from "./callSpace.ts";
import { asked, momentText } from "./exampleCall.ts";
import type { Span } from "./sampleMoments.ts";
import { hoursOf } from "./silentHours.ts";
import type { Checked, ExampleCall, Warning } from "./warning.ts";

/** Somebody is rung or told of it; what a service or the caller's key decides may be that. */
export function reachesSomebody(plan: Plan): boolean {
  return plan.some((step: PlanStep) =>
    step.do === "ask"
      ? step.extensions !== undefined || step.keys.some(({ then }) => reachesSomebody(then))
      : !["announce", "mailbox", "reject"].includes(step.do),
  );
}

/** Decisions in all: a document that needs more is not judged. */
const mostTried = 20_000;

export function nothingRings({ settings }: Checked, space: CallSpace): readonly Warning[] {
  const { callers, moments, parts } = space;
  const ways = waysToCall(space);
  const times = Map.groupBy(parts.get("moment") ?? [], ({ at }) => at);
  if (!callers.isWhole || ways.length * (space.kinds.get("moment")?.length ?? 0) > mostTried)
    return [];
  const isSilentKind = remembered(
    (part: Part) => ways.every((way) => !rings({ ...way, ...part }, callers.settings)),
    (part) => space.told("moment", part),
  );
  const isSilent = (span: Span): boolean =>
    (times.get(momentText(span.at, settings.owner.timeZone)) ?? []).every(isSilentKind);
  const silent = moments.spans.filter(isSilent);
  const example = ({ at }: Span): ExampleCall => ({
    ...(ways[0] ?? nobody),
    at: momentText(at, settings.owner.timeZone),
  });
  const [first] = silent;
  if (first && silent.length === moments.spans.length)
    return [{ path: "/rules", code: "check.nothingEverRings", params: {}, call: example(first) }];
  return hoursOf(silent, moments.spans).map(({ begin, ...params }) => ({
    path: "/rules",
    code: hoursCode(params),
    params,
    call: example(begin),
  }));
}

const hoursCode = (params: object): string => {
  if ("days" in params) return "check.nothingRings";
  return "day" in params ? "check.nothingRingsOver" : "check.nothingRingsBetween";
};

/** What is dear to find out, once for each name. */
function remembered<T, R>(find: (of: T) => R, nameOf: (of: T) => string): (of: T) => R {
  const known = new Map<string, R>();
  return (of) => {
    const name = nameOf(of);
    const found = known.has(name) ? (known.get(name) as R) : find(of);
    known.set(name, found);
    return found;
  };
}

export const rings = (example: ExampleCall, settings: Settings): boolean => {
  const call = asked(example, settings);
  return reachesSomebody(direct(call.facts, call.settings).plan);
};

const nobody: ExampleCall = { from: "hidden", to: "", at: "" };

/** What rules may ask about a call, but for when it comes, in which mode, and what is in use. */
export const waysToCall = ({ kinds }: CallSpace): readonly ExampleCall[] =>
  ["caller", "arrival", "attested", "before", "again"].reduce<readonly ExampleCall[]>(
    (soFar, side) =>
      soFar.flatMap((one) => (kinds.get(side) ?? [{}]).map((part) => ({ ...one, ...part }))),
    [nobody],
  );
