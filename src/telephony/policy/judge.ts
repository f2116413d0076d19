/** What a policy says to a call, and why: by the same conditions as the owner's own rules. */

import type { WallTime } from "#kit/time.ts";
import { judge, type Reason, type Scene } from "#telephony/directing/condition.ts";
import type { Attested, Party } from "#telephony/directing/facts.ts";
import { localTime } from "#telephony/directing/localTime.ts";
import { sameNumber } from "#telephony/number/phoneNumber.ts";
import type { Condition } from "#telephony/settings/condition.ts";
import { document, type Settings, type SettingsInput } from "#telephony/settings/settings.ts";
import type { Refusal } from "#telephony/settings/step.ts";
import type { Policy, PolicyCondition, PolicyRule, SimplePolicyCondition } from "./policy.ts";

/** One call, as an exchange knows it. */
export interface PolicyCall {
  readonly caller: Party;
  /** A number in full, or the user part of the address. */
  readonly called: string;
  /** The trunk it came by. */
  readonly via?: string;
  readonly at: WallTime;
  readonly attested?: Attested;
}

export type Verdict =
  | { readonly do: "accept"; readonly because: Reason }
  | { readonly do: "reject"; readonly cause: Refusal; readonly because: Reason };

/** A policy made ready to be asked often. */
export interface ReadyPolicy {
  /** The first rule that fits; none: accept. */
  judge(call: PolicyCall): Verdict;
}

type Rules = Pick<Policy, "rules" | "timeZone" | "country">;

const usual: Verdict = { do: "accept", because: { matched: true, code: "always", params: {} } };

export function readyPolicy({ rules, timeZone, country }: Rules): ReadyPolicy {
  const house = houseOf(rules, timeZone, country);
  return {
    judge(call) {
      const scene = sceneOf(call, house);
      for (const { when, rule } of house.rules) {
        const because = judge(when, scene);
        if (because.matched) return verdict(rule, because);
      }
      return usual;
    },
  };
}

const verdict = (rule: PolicyRule, because: Reason): Verdict =>
  rule.do === "accept"
    ? { do: "accept", because }
    : { do: "reject", cause: rule.cause ?? "rejected", because };

/** The policy in the words of settings: times and called numbers get names, as they have at home. */
interface House {
  readonly settings: Settings;
  readonly numbers: readonly string[];
  readonly rules: readonly { readonly when: Condition; readonly rule: PolicyRule }[];
}

function houseOf(rules: readonly PolicyRule[], timeZone: string, country: string): House {
  const times: NonNullable<SettingsInput["times"]>[number][] = [];
  const numbers: string[] = [];
  const named = (condition: PolicyCondition): Condition => {
    switch (condition.is) {
      case "all":
      case "any":
        return { is: condition.is, of: condition.of.map(named) };
      case "not":
        return { is: "not", that: named(condition.that) };
      default:
        return simply(condition);
    }
  };
  function simply(condition: SimplePolicyCondition): Condition {
    switch (condition.is) {
      case "hidden":
        return { is: "caller", in: "hidden" };
      case "called":
        return { is: "called", number: `n${numbers.push(condition.number) - 1}` };
      case "via":
        return { is: "via", account: condition.trunk };
      case "during": {
        const { weekly, dates } = condition;
        const name = `t${times.length}`;
        times.push({ id: name, weekly, dates } as (typeof times)[number]);
        return { is: "during", time: name };
      }
      default:
        return condition;
    }
  }
  const whens = rules.map((rule) => ({ when: named(rule.when), rule }));
  return {
    rules: whens,
    numbers,
    settings: document.parse({ owner: { timeZone, country }, times }),
  };
}

function sceneOf({ called, ...call }: PolicyCall, { settings, numbers }: House): Scene {
  const home = { country: settings.owner.country ?? "US" };
  const index = numbers.findIndex((one) => one === called || sameNumber(one, called, home));
  const now = localTime(call.at, settings.owner.timeZone);
  return {
    facts: { ...call, called, devices: {} },
    settings,
    now: () => now,
    called: index < 0 ? undefined : `n${index}`,
  };
}
