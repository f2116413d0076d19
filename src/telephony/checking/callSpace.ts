/** All calls that the document's rules can tell apart, side by side, and examples made of them. */

import { forOwner } from "#telephony/directing/called.ts";
import { judge } from "#telephony/directing/condition.ts";
import type { CallFacts, DeviceState } from "#telephony/directing/facts.ts";
import { localTime } from "#telephony/directing/localTime.ts";
import { isOff } from "#telephony/directing/times.ts";
import type { Condition } from "#telephony/settings/condition.ts";
import type { Rule, Settings } from "#telephony/settings/settings.ts";
import { eachCondition } from "#telephony/settings/walk.ts";
import { asked, momentText } from "./exampleCall.ts";
import { type Formula, fittingCall, formulaOf, type Side } from "./fitting.ts";
import { type SampleCallers, sampleCallers } from "./sampleCallers.ts";
import { type SampleMoments, sampleMoments } from "./sampleMoments.ts";
import type { Checked, ExampleCall } from "./warning.ts";

/** What one side of a call adds to the example. */
export type Part = Partial<ExampleCall>;

export interface CallSpace {
  readonly callers: SampleCallers;
  readonly moments: SampleMoments;
  /** By name of the side: what it may be, likeliest first. */
  readonly parts: ReadonlyMap<string, readonly Part[]>;
  /** The same without those that no fact tells apart. */
  readonly kinds: ReadonlyMap<string, readonly Part[]>;
  /** What is so of this value of that side, as text: the same for those that no fact tells apart. */
  readonly told: (side: string, part: Part) => string;
  /** When a rule fits; one that is switched off for a while does so behind that. */
  readonly fits: (rule: Rule) => Formula;
  readonly formula: (condition: Condition) => Formula;
  /** A call for which it holds. `unknown`: too much to try; `nobody`: only for people who are made up. */
  readonly find: (formula: Formula) => ExampleCall | "unknown" | "nobody" | undefined;
}

/** The side of a call that a fact looks at. */
function sideOf(condition: Condition): string {
  switch (condition.is) {
    case "called":
    case "via":
      return "arrival";
    case "during":
      return "moment";
    case "device":
      return `device ${condition.device}`;
    default:
      return condition.is;
  }
}

export function callSpace({ settings, at }: Checked): CallSpace {
  const conditions = settings.rules.flatMap(({ when }) =>
    eachCondition(when, []).map(([one]) => one),
  );
  const callers = sampleCallers(settings, conditions);
  const moments = sampleMoments(settings, at);
  const parts = partsOf(settings, conditions, { callers, moments });
  const leaves: Leaf[] = [];
  const numberOf = (leaf: Leaf): number => {
    const known = leaves.findIndex(({ key }) => key === leaf.key);
    return known >= 0 ? known : leaves.push(leaf) - 1;
  };
  const formula = (condition: Condition): Formula =>
    formulaOf(condition, (one) => numberOf(factLeaf(one)));
  const fits = (rule: Rule): Formula => ({
    is: "all",
    of: [{ is: "leaf", leaf: numberOf(onLeaf(rule)) }, formula(rule.when)],
  });
  for (const rule of settings.rules) fits(rule);
  formula(hidden);
  const base = baseOf(parts);
  const judged =
    (side: string) =>
    (value: Part): Kind[1] => {
      const call = asked({ ...base, ...value }, callers.settings);
      return new Map(
        leaves.flatMap((leaf, i) =>
          leaf.side === side ? [[i, leaf.holds(call.facts, call.settings)] as const] : [],
        ),
      );
    };
  const kinds = new Map(
    [...parts].map(([name, values]) => [name, distinguished(values, judged(name))] as const),
  );
  const sides = [...kinds].map(
    ([name, found]): Side => ({ name, holds: found.map(([, so]) => so) }),
  );
  return {
    callers,
    moments,
    parts,
    kinds: new Map([...kinds].map(([name, found]) => [name, found.map(([part]) => part)])),
    told: (side, part) => textOf(judged(side)(part)),
    fits,
    formula,
    find(wanted) {
      const found = fittingCall(wanted, sides);
      if (found === undefined || found === "unknown") return found;
      const chosen = [...found].map(([name, value]) => kinds.get(name)?.[value]?.[0] ?? {});
      const example = madeOf(base, chosen);
      return callers.phantoms.has(example.from) ? "nobody" : example;
    },
  };
}

export const hidden: Condition = { is: "caller", in: "hidden" };

/** Each telephone is a side of its own. */
function madeOf(base: ExampleCall, parts: readonly Part[]): ExampleCall {
  const devices = Object.assign({}, ...parts.map((part) => part.devices));
  const call: ExampleCall = Object.assign({}, base, ...parts);
  return Object.keys(devices).length > 0 ? { ...call, devices: isNotIdle(devices) } : call;
}

const isNotIdle = (devices: NonNullable<ExampleCall["devices"]>): typeof devices =>
  Object.fromEntries(Object.entries(devices).filter(([, state]) => state !== "idle"));

/** A fact that rules are made of; or that a rule is switched on. */
interface Leaf {
  readonly key: string;
  readonly side: string;
  readonly holds: (facts: CallFacts, settings: Settings) => boolean;
}

const factLeaf = (condition: Condition): Leaf => ({
  key: JSON.stringify(condition),
  side: sideOf(condition),
  holds: (facts, settings) => {
    const now = () => localTime(facts.at, settings.owner.timeZone);
    const called = forOwner(facts.called, facts.via, settings)?.number;
    return judge(condition, { facts, settings, now, called }).matched;
  },
});

const onLeaf = (rule: Rule): Leaf => ({
  key: `on ${rule.enabled} ${rule.offUntil}`,
  side: rule.enabled && rule.offUntil !== undefined ? "moment" : "always",
  holds: ({ at }, { owner }) => !isOff(rule, at, () => localTime(at, owner.timeZone)),
});

/** The likeliest call of all. */
function baseOf(parts: CallSpace["parts"]): ExampleCall {
  const { devices: _, ...base }: ExampleCall = Object.assign(
    { from: "hidden", to: "", at: "" },
    ...[...parts.values()].map(([first]) => first),
  );
  return base;
}

type Kind = readonly [Part, ReadonlyMap<number, boolean>];

/** Of values that no fact tells apart, the first. */
function distinguished(values: readonly Part[], judged: (value: Part) => Kind[1]): readonly Kind[] {
  const kinds = new Map<string, Kind>();
  for (const value of values) {
    const holds = judged(value);
    const text = textOf(holds);
    if (!kinds.has(text)) kinds.set(text, [value, holds]);
  }
  return [...kinds.values()];
}

const textOf = (holds: Kind[1]): string =>
  [...holds].map(([leaf, so]) => `${leaf}${so ? "+" : "-"}`).join("");

function partsOf(
  settings: Settings,
  conditions: readonly Condition[],
  { callers, moments }: Pick<CallSpace, "callers" | "moments">,
): CallSpace["parts"] {
  const { timeZone } = settings.owner;
  const within = new Set(conditions.flatMap((one) => (one.is === "again" ? [one.within] : [])));
  const devices = new Set(conditions.flatMap((one) => (one.is === "device" ? [one.device] : [])));
  const modes = ["schedule", ...conditions.flatMap((one) => (one.is === "mode" ? [one.mode] : []))];
  const times = moments.spans.map(({ at }) => ({ at: momentText(at, timeZone) }));
  return new Map<string, readonly Part[]>([
    ["always", [{}]],
    ["caller", callers.callers],
    ["moment", withCalendars(times, settings)],
    ["arrival", arrivals(settings)],
    ["mode", [...new Set(modes)].map((mode) => (mode === "schedule" ? {} : { mode }))],
    ["attested", [{}, ...(["A", "B", "C", "failed"] as const).map((attested) => ({ attested }))]],
    ["before", befores],
    ["again", [{}, ...[...within].sort((a, b) => a - b).map((again) => ({ again }))]],
    ...[...devices].map((id): [string, readonly Part[]] => [
      `device ${id}`,
      states.map((state) => ({ devices: { [id]: state } })),
    ]),
  ]);
}

const states: readonly DeviceState[] = ["idle", "busy", "offline", "ringing"];
const befores: readonly Part[] = [
  {},
  { before: ["caller"] },
  { before: ["owner"] },
  { before: ["caller", "owner"] },
];

/** What calendars elsewhere will say nobody knows: each may say so at any time. */
function withCalendars(times: readonly Part[], settings: Settings): readonly Part[] {
  const ids = settings.times.flatMap(({ id, calendar }) =>
    calendar && !("holidays" in calendar) ? [id] : [],
  );
  if (ids.length === 0) return times;
  const sets = [[], ...ids.map((id) => [id]), ids].slice(0, 6);
  return sets.flatMap((calendars) => times.map((time) => ({ ...time, calendars })));
}

/** By each account to each of the owner's numbers, as far as such a call is the owner's. */
function arrivals(settings: Settings): readonly Part[] {
  const numbers = settings.numbers.map(({ number, address }) => number ?? address ?? "");
  const via = [...settings.accounts.map(({ id }) => id), undefined];
  const to = [...(numbers.length > 0 ? numbers : [""]), ""];
  const ways = via.flatMap((account) =>
    to.map((number): Part & { to: string } => {
      const own = settings.accounts.find(({ id }) => id === account);
      const called = number === "" ? (own?.number ?? own?.username ?? "") : number;
      return { to: called, ...(account !== undefined && { via: account }) };
    }),
  );
  return ways
    .filter(({ to: called, via: account }) => forOwner(called, account, settings) !== undefined)
    .slice(0, 400);
}
