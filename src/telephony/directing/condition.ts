/** Is it so, and why: each kind of condition gives its answer with a reason that can be told. */
import { millis, minutes } from "#kit/time.ts";
import { fits } from "#telephony/number/pattern.ts";
import type { Condition, Simple } from "#telephony/settings/condition.ts";
import { numbering } from "#telephony/settings/home.ts";
import type { Settings } from "#telephony/settings/settings.ts";
import type { Time } from "#telephony/settings/times.ts";
import { allowedBy, blockedBy } from "./blocked.ts";
import { isHidden, isIn } from "./directory.ts";
import type { Attested, CallFacts } from "./facts.ts";
import { type LocalTime, localTime } from "./localTime.ts";
import { clockText, isDuring, modeAt } from "./times.ts";

/** What a condition may look at. `now` is worked out when first asked for. */
export interface Scene {
  readonly facts: CallFacts;
  readonly settings: Settings;
  readonly now: () => LocalTime;
  /** Id of the owner's number that was called. */
  readonly called: string | undefined;
}

type Param = string | number;

/** A fact in words to come: `code` and `matched` choose the sentence, `params` fill it (explain.ts). */
export interface Reason {
  readonly matched: boolean;
  readonly code: string;
  readonly params: Readonly<Record<string, Param>>;
  /** Of what it is made: each part of all, any, not. */
  readonly parts?: readonly Reason[];
}

export function judge(condition: Condition, scene: Scene): Reason {
  switch (condition.is) {
    case "all":
      return all(condition.of.map((part) => judge(part, scene)));
    case "any":
      return any(condition.of.map((part) => judge(part, scene)));
    case "not":
      return not(judge(condition.that, scene));
    default:
      return judgeFact(condition, scene);
  }
}

function judgeFact(condition: Simple, scene: Scene): Reason {
  const { facts } = scene;
  switch (condition.is) {
    case "always":
      return reason("always", true);
    case "caller":
      return judgeCaller(condition, scene);
    case "called":
      return reason("called", scene.called === condition.number, { number: condition.number });
    case "via":
      return reason("via", facts.via === condition.account, { account: condition.account });
    case "during":
      return judgeTime(condition.time, scene);
    case "mode": {
      const now = modeAt(scene.settings.mode, facts.at);
      return reason("mode", now === condition.mode, { mode: condition.mode, now });
    }
    case "device": {
      const { device, state } = condition;
      const now = facts.devices[device] ?? "offline";
      return reason("device", now === state, { device, state, now });
    }
    case "attested":
      return judgeAttestation(condition.level, facts);
    case "again":
      return judgeAgain(condition.within, facts);
    case "before": {
      const { by } = condition;
      const { before = [] } = facts;
      return reason("before", by === "either" ? before.length > 0 : before.includes(by), { by });
    }
  }
}

function judgeCaller(condition: Simple & { is: "caller" }, { facts, settings }: Scene): Reason {
  const { caller, listed } = facts;
  if (condition.in === "blocked" || condition.in === "allowed") {
    const find = condition.in === "blocked" ? blockedBy : allowedBy;
    const found = find(caller, settings, listed);
    const because = found ? { by: found.by, what: found.what } : {};
    return reason("caller.in", found !== undefined, { group: condition.in, ...because });
  }
  if (condition.in !== undefined)
    return reason("caller.in", isIn(condition.in, caller, settings), { group: condition.in });
  const like = condition.like ?? "";
  const known = !isHidden(caller) && fits(like, caller, numbering(settings));
  return reason("caller.like", known, { like });
}

function judgeTime(id: string, { facts, settings, now }: Scene): Reason {
  const time = settings.times.find((one) => one.id === id);
  const matched = time !== undefined && isDuring(time, now(), facts.calendars);
  return reason("during", matched, { time: id, ...saidBy(time, facts, settings) });
}

/** Of a calendar that is kept elsewhere: since when it has said so, by the owner's clock; `""` if it is silent. */
function saidBy(
  time: Time | undefined,
  { calendars, at }: CallFacts,
  { owner }: Settings,
): { asOf?: string } {
  if (time?.calendar === undefined || "holidays" in time.calendar) return {};
  const asOf = calendars?.find((one) => one.time === time.id)?.asOf;
  if (asOf === undefined) return { asOf: "" };
  const [then, now] = [asOf, at].map((moment) => localTime(moment, owner.timeZone));
  const clock = clockText(then?.minute ?? 0);
  return { asOf: then?.date === now?.date ? clock : `${then?.date} ${clock}` };
}

/** A is the best attestation (RFC 8588 §4); better than asked for is good enough, but `failed` and `none` are just that. */
function judgeAttestation(level: Attested | "none", { attested, unproven }: CallFacts): Reason {
  const isLevel = attested !== undefined && attested !== "failed" && attested <= level;
  const isSo = level === "failed" || level === "none" ? (attested ?? "none") === level : isLevel;
  return reason("attested", isSo, { level, now: attested ?? "-", ...(unproven && { unproven }) });
}

function judgeAgain(within: number, { at, earlier = [] }: CallFacts): Reason {
  const since = minutes(within);
  const matched = earlier.some((call) => call <= at && millis(at - call) <= since);
  return reason("again", matched, { minutes: within });
}

export const reason = (
  code: string,
  matched: boolean,
  params: Readonly<Record<string, Param>> = {},
): Reason => ({ matched, code, params });

/** What does not hold is named by its first part that does not. */
export function all(parts: readonly Reason[]): Reason {
  const failed = parts.find(({ matched }) => !matched);
  return failed ? { ...failed, parts } : { ...reason("all", true), parts };
}

export function any(parts: readonly Reason[]): Reason {
  const found = parts.find(({ matched }) => matched);
  return found ? { ...found, parts } : { ...reason("any", false), parts };
}

export const not = (that: Reason): Reason => ({ ...reason("not", !that.matched), parts: [that] });
