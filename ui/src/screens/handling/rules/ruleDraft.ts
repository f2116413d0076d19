/** A rule as a small form can say it: one who, one when, one what. What says more has no draft. */
import { sameValue } from "#kit/sameValue.ts";
import type { Seconds } from "#kit/time.ts";
import type { Condition, RuleSettings, RuleStep } from "../../../words/decision.ts";

export interface RuleDraft {
  readonly name: string;
  /** `anyone`, `in:family`, `but:family`, or `like` with a number. */
  readonly who: string;
  readonly like: string;
  /** `always`, `during:night`, `outside:night`, `mode:quiet`. */
  readonly when: string;
  readonly what: What;
  /** Those that ring; every one of them when none is named. */
  readonly devices: readonly string[];
  readonly seconds: number;
  readonly number: string;
  /** Whether a message is taken when nobody answers. */
  readonly mailbox: boolean;
}
export const whats = ["ring", "mailbox", "forward", "reject"] as const;
export type What = (typeof whats)[number];

export const newDraft: RuleDraft = {
  name: "",
  who: "anyone",
  like: "",
  when: "always",
  what: "ring",
  devices: [],
  seconds: 25,
  number: "",
  mailbox: true,
};

/** Undefined when something would be lost. */
export function draftOf(rule: RuleSettings): RuleDraft | undefined {
  const draft = {
    ...newDraft,
    name: rule.name ?? "",
    ...readWhen(rule.when),
    ...readThen(rule.then),
  };
  const written = ruleOf(draft, rule);
  const isWhole = isSameWhen(written.when, rule.when) && sameValue(written.then, rule.then);
  return isWhole ? draft : undefined;
}

/** The rule as drafted; what the form does not show of it stays. */
export function ruleOf(draft: RuleDraft, rule: RuleSettings): RuleSettings {
  const when = writeWhen(draft);
  return {
    ...rule,
    name: draft.name.trim() || rule.id,
    when: isSameWhen(when, rule.when) ? rule.when : when,
    then: writeThen(draft),
  };
}

function readWhen(when: Condition): Partial<RuleDraft> {
  return Object.assign({}, ...partsOf(when).map(readPart));
}

const partsOf = (when: Condition): readonly Condition[] => (when.is === "all" ? when.of : [when]);

/** In which order its parts were written is nobody's business. */
function isSameWhen(one: Condition, other: Condition): boolean {
  const [parts, others] = [partsOf(one), partsOf(other)];
  return (
    parts.length === others.length &&
    parts.every((part) => others.some((it) => sameValue(part, it)))
  );
}

function readPart(part: Condition): Partial<RuleDraft> {
  switch (part.is) {
    case "caller":
      return part.in === undefined
        ? { who: "like", like: part.like ?? "" }
        : { who: `in:${part.in}` };
    case "during":
      return { when: `during:${part.time}` };
    case "mode":
      return { when: `mode:${part.mode}` };
    case "not":
      if (part.that.is === "caller") return { who: `but:${part.that.in}` };
      return part.that.is === "during" ? { when: `outside:${part.that.time}` } : {};
    default:
      return {};
  }
}

function writeWhen(draft: RuleDraft): Condition {
  const parts = [...writeWho(draft), ...writeTime(draft)];
  const [first, second] = parts;
  if (!first) return { is: "always" };
  return second ? { is: "all", of: parts } : first;
}

function writeWho({ who, like }: RuleDraft): readonly Condition[] {
  if (who === "anyone") return [];
  if (who === "like") return [{ is: "caller", like: like.trim() }];
  const [how, group = ""] = cut(who);
  const caller = { is: "caller", in: group } as const;
  return [how === "but" ? { is: "not", that: caller } : caller];
}

function writeTime({ when }: RuleDraft): readonly Condition[] {
  const [how, id = ""] = cut(when);
  if (how === "mode") return [{ is: "mode", mode: id }];
  if (how === "during") return [{ is: "during", time: id }];
  return how === "outside" ? [{ is: "not", that: { is: "during", time: id } }] : [];
}

const cut = (text: string): readonly [how: string, id: string] => {
  const at = text.indexOf(":");
  return at < 0 ? [text, ""] : [text.slice(0, at), text.slice(at + 1)];
};

function readThen(then: readonly RuleStep[]): Partial<RuleDraft> {
  const [first, second] = then;
  const what = whats.find((one) => one === first?.do);
  const mailbox = second?.do === "mailbox";
  if (first?.do === "ring") {
    const devices = first.targets.flatMap((one) => ("device" in one ? [one.device] : []));
    return { what: "ring", devices, seconds: first.for, mailbox };
  }
  if (first?.do === "forward" && "number" in first.to)
    return { what: "forward", number: first.to.number, mailbox };
  return what ? { what } : {};
}

function writeThen(draft: RuleDraft): readonly RuleStep[] {
  const after: readonly RuleStep[] = draft.mailbox ? [{ do: "mailbox" }] : [];
  switch (draft.what) {
    case "ring":
      return [ringStep(draft), ...after];
    case "forward":
      return [{ do: "forward", to: { number: draft.number.trim() } }, ...after];
    case "mailbox":
      return [{ do: "mailbox" }];
    case "reject":
      return [{ do: "reject", cause: "rejected" }];
  }
}

function ringStep({ devices, seconds }: RuleDraft): RuleStep {
  const targets =
    devices.length === 0 ? [{ everyDevice: true as const }] : devices.map((device) => ({ device }));
  return { do: "ring", targets, order: "together", for: seconds as Seconds, whenBusy: "wait" };
}
