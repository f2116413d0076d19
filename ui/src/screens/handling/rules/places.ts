/** The parts of a rule by the places that its sentence names: `who`, `when/0`, `then/1/keys/0/then/0`. */
import { sameValue } from "#kit/sameValue.ts";
import type { Condition, RuleSettings, RuleStep } from "../../../words/decision.ts";
import { type Asked, askedOf, conditionOf } from "../../../words/rules/condition.ts";

/** A rule taken apart, so that its parts keep their places while they are changed. */
export interface Draft {
  readonly name: string;
  readonly asked: Asked;
  readonly then: readonly RuleStep[];
}

export const draftOf = ({ name = "", when, then }: RuleSettings): Draft => ({
  name,
  asked: askedOf(when),
  then,
});

/** Put together again; what was not changed stays as it was written. */
export const ruleOf = ({ name, asked, then }: Draft, rule: RuleSettings): RuleSettings => ({
  ...rule,
  ...(name.trim() !== "" && { name: name.trim() }),
  when: sameValue(asked, askedOf(rule.when)) ? rule.when : conditionOf(asked),
  then,
});

/** Which of the other conditions a place names: `when/1`. */
export function conditionAt(place: string): number | undefined {
  const [first, at = "0"] = place.split("/");
  return first === "when" ? Number(at) : undefined;
}

/** In that place this condition, or none; behind the last it is one more. */
export function withCondition(draft: Draft, at: number, condition: Condition | undefined): Draft {
  const { asked } = draft;
  const before = asked.others.slice(0, at);
  const others = [...before, ...(condition ? [condition] : []), ...asked.others.slice(at + 1)];
  return { ...draft, asked: { ...asked, others } };
}

/** A step, or a list of them that does nothing yet; undefined when there is no such place. */
export function stepsAt(draft: Draft, place: string): RuleStep | readonly RuleStep[] | undefined {
  const found = place.split("/").reduce<unknown>(inside, draft);
  return Array.isArray(found) || inside(found, "do") !== undefined
    ? (found as RuleStep | readonly RuleStep[])
    : undefined;
}

const inside = (json: unknown, key: string): unknown =>
  typeof json === "object" && json !== null
    ? (json as Readonly<Record<string, unknown>>)[key]
    : undefined;

/** With that in its place, a step or a list of them; a step that is undefined is taken out. */
export const withSteps = (
  draft: Draft,
  place: string,
  next: RuleStep | readonly RuleStep[] | undefined,
): Draft => put(draft, place.split("/"), next) as Draft;

function put(json: unknown, [key = "", ...deeper]: readonly string[], next: unknown): unknown {
  const value = deeper.length === 0 ? next : put(inside(json, key), deeper, next);
  if (!Array.isArray(json)) return { ...(json as object), [key]: value };
  const at = Number(key);
  const behind = json.slice(at + 1);
  return [...json.slice(0, at), ...(value === undefined ? [] : [value]), ...behind];
}

const second = (n: number) => n as Extract<RuleStep, { do: "ring" }>["for"];

/** How a step of each kind begins, before its owner says more. */
export function newStep(kind: RuleStep["do"], prompt = "asleep"): RuleStep {
  const targets = [{ everyDevice: true as const }];
  const [target] = targets;
  switch (kind) {
    case "ring":
      return { do: kind, targets, order: "together", for: second(25), whenBusy: "wait" };
    case "forward":
      return { do: kind, to: { number: "" } };
    case "interrupt":
      return { do: kind, target: target ?? { everyDevice: true }, existing: "hold" };
    case "speak":
      return { do: kind, target: target ?? { everyDevice: true }, for: second(30) };
    case "announce":
      return { do: kind, prompt };
    case "screen":
      return { do: kind, targets, for: second(25), by: "name", cadence: "r4" };
    case "mailbox":
      return { do: kind };
    case "room":
      return { do: kind, room: "conference" };
    case "reject":
      return { do: kind, cause: "rejected" };
    case "ask":
      return { do: kind, prompt, for: second(10), keys: [{ key: "1", then: [{ do: "mailbox" }] }] };
    case "decide":
      return { do: kind, url: "", for: second(3), otherwise: [{ do: "mailbox" }] };
  }
}
export const stepKinds = [
  "ring",
  "mailbox",
  "forward",
  "screen",
  "announce",
  "ask",
  "reject",
  "room",
  "interrupt",
  "speak",
  "decide",
] as const satisfies readonly RuleStep["do"][];

/** How a condition of each kind begins. */
export function newCondition(kind: Condition["is"], ids: ConditionIds): Condition {
  switch (kind) {
    case "always":
    case "before":
      return kind === "always" ? { is: kind } : { is: kind, by: "either" };
    case "caller":
      return { is: kind, in: "family" };
    case "called":
      return { is: kind, number: ids.number };
    case "via":
      return { is: kind, account: ids.account };
    case "during":
      return { is: kind, time: ids.time };
    case "mode":
      return { is: kind, mode: "quiet" };
    case "device":
      return { is: kind, device: ids.device, state: "busy" };
    case "attested":
      return { is: kind, level: "failed" };
    case "again":
      return { is: kind, within: 3 };
    case "all":
    case "any":
      return { is: kind, of: [{ is: "mode", mode: "quiet" }] };
    case "not":
      return { is: kind, that: { is: "mode", mode: "quiet" } };
  }
}
/** The first of each kind that there is; empty where there is none. */
export interface ConditionIds {
  readonly number: string;
  readonly account: string;
  readonly time: string;
  readonly device: string;
}
export const conditionKinds = [
  "during",
  "mode",
  "device",
  "caller",
  "before",
  "again",
  "attested",
  "called",
  "via",
  "any",
  "all",
] as const satisfies readonly Condition["is"][];
