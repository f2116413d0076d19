/** Callers who are turned away whenever they call, though no rule that does it is about them. */
import { type Decision, direct } from "#telephony/directing/direct.ts";
import { isIn, personOf } from "#telephony/directing/directory.ts";
import type { Condition } from "#telephony/settings/condition.ts";
import { pointer } from "#telephony/settings/problems.ts";
import type { Settings } from "#telephony/settings/settings.ts";
import { eachCondition } from "#telephony/settings/walk.ts";
import type { CallSpace } from "./callSpace.ts";
import { asked } from "./exampleCall.ts";
import { waysToCall } from "./nothingRings.ts";
import type { Checked, ExampleCall, Warning } from "./warning.ts";

const mostTried = 3000;

export function neverThrough({ settings }: Checked, space: CallSpace): readonly Warning[] {
  const { callers, kinds } = space;
  if (!callers.isWhole || !space.moments.isWhole) return [];
  const others = ["moment", "mode", ...devicesOf(kinds)];
  const byCaller = Map.groupBy(waysToCall(space), ({ from, address, listed }) =>
    JSON.stringify([from, address, listed]),
  );
  return [...byCaller.values()].flatMap((ways) => {
    const from = ways[0]?.from ?? "";
    if (callers.phantoms.has(from) || ways[0]?.listed) return [];
    const all = others.reduce<readonly ExampleCall[]>(
      (soFar, side) =>
        soFar.length > mostTried
          ? soFar
          : soFar.flatMap((one) => (kinds.get(side) ?? [{}]).map((part) => ({ ...one, ...part }))),
      ways,
    );
    return all.length > mostTried ? [] : turnedAway(all, settings);
  });
}

const devicesOf = (kinds: CallSpace["kinds"]): readonly string[] =>
  [...kinds.keys()].filter((side) => side.startsWith("device "));

/** All calls of one kind of caller, of whom none gets through: nobody rings, nothing is recorded. */
function turnedAway(all: readonly ExampleCall[], settings: Settings): readonly Warning[] {
  const deciders = new Set<string>();
  for (const example of all) {
    const call = asked(example, settings);
    const decision = direct(call.facts, call.settings);
    if (!isTurnedAway(decision) || !isUnmeant(decision, example, settings)) return [];
    deciders.add(decision.because.at(-1)?.rule ?? "");
  }
  const [example] = all;
  const [rule] = deciders;
  if (!example || rule === undefined) return [];
  const index = settings.rules.findIndex(({ id }) => id === rule);
  const person = personOf(asked(example, settings).facts.caller, settings);
  const path = index < 0 ? "/rules" : pointer(["rules", index]);
  if (person)
    return [
      {
        path,
        code: "check.personNeverThrough",
        params: { person: person.id, rule },
        call: example,
      },
    ];
  const code =
    example.from === "hidden" ? "check.hiddenNeverThrough" : "check.strangerNeverThrough";
  return [{ path, code, params: { rule }, call: example }];
}

export const isTurnedAway = ({ plan }: Decision): boolean =>
  plan.every(({ do: what }) => what === "reject" || what === "announce");

/** A rule that speaks of this caller, by number or group, means it; so do services. */
function isUnmeant(decision: Decision, example: ExampleCall, settings: Settings): boolean {
  const decided = decision.because.at(-1)?.rule;
  const rule = settings.rules.find(({ id }) => id === decided);
  if (!rule) return false;
  const { caller } = asked(example, settings).facts;
  const isAbout = (condition: Condition): boolean =>
    condition.is === "caller" &&
    (condition.like === undefined
      ? condition.in !== undefined && isAboutGroup(condition.in)
      : !condition.like.includes("*") || !personOf(caller, settings));
  const isAboutGroup = (group: string): boolean =>
    group !== "contacts" && (isIn(group, caller, settings) || group === "blocked");
  return !eachCondition(rule.when, []).some(([one]) => isAbout(one));
}
