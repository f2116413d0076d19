/** The owner's wishes for one exchange → the policy that is sent there. Nothing private leaves the house. */
import type { Condition, Simple } from "#telephony/settings/condition.ts";
import { numbering } from "#telephony/settings/home.ts";
import { type SettingsProblem, wrong } from "#telephony/settings/problems.ts";
import type { Settings } from "#telephony/settings/settings.ts";
import type { Target } from "#telephony/settings/step.ts";
import type { Policy, PolicyCondition, PolicyRule, UnreachableStep } from "./policy.ts";

type Lease = Settings["exchanges"][number];

const always: PolicyCondition = { is: "always" };
const never: PolicyCondition = { is: "not", that: always };
const none: Omit<Lease, "account"> = { policy: [], unreachable: [] };

/** What the exchange behind that account shall do now; the star code that refuses all calls comes first. */
export function leaseOf(
  account: string,
  settings: Settings,
): Pick<Policy, "rules" | "unreachable" | "timeZone" | "country"> {
  const { policy, unreachable } = settings.exchanges.find((one) => one.account === account) ?? none;
  const refusesAll: readonly PolicyRule[] = settings.services.exchangeReject
    ? [{ when: always, do: "reject", cause: "rejected" }]
    : [];
  return {
    timeZone: settings.owner.timeZone,
    country: numbering(settings).country,
    rules: [
      ...refusesAll,
      ...policy.map(({ when, ...rule }) => ({
        ...rule,
        when: publicly(when, account, settings) ?? never,
      })),
    ],
    unreachable: unreachable.flatMap((step): readonly UnreachableStep[] => {
      if (step.do !== "forward") return [step];
      const to = place(step.to, settings);
      return to === undefined ? [] : [{ do: "forward", to }];
    }),
  };
}

/** Without what only this house knows; undefined where the condition is made of just that. */
function publicly(
  condition: Condition,
  account: string,
  settings: Settings,
): PolicyCondition | undefined {
  switch (condition.is) {
    case "all":
    case "any": {
      const of = condition.of.map((part) => publicly(part, account, settings));
      const known = of.filter((part) => part !== undefined);
      return known.length === of.length ? { is: condition.is, of: known } : undefined;
    }
    case "not": {
      const that = publicly(condition.that, account, settings);
      return that && { is: "not", that };
    }
    default:
      return simply(condition, account, settings);
  }
}

function simply(
  condition: Simple,
  account: string,
  { numbers, times }: Settings,
): PolicyCondition | undefined {
  switch (condition.is) {
    case "always":
    case "attested":
      return condition;
    case "caller":
      if (condition.like !== undefined) return { is: "caller", like: condition.like };
      return condition.in === "hidden" ? { is: "hidden" } : undefined;
    case "called": {
      const number = numbers.find(({ id }) => id === condition.number)?.number;
      return number === undefined ? never : { is: "called", number };
    }
    case "via":
      return condition.account === account ? always : never; // this is that account's exchange
    case "during": {
      const time = times.find(({ id }) => id === condition.time);
      if (time === undefined || time.calendar !== undefined) return undefined;
      return { is: "during", weekly: time.weekly, dates: time.dates };
    }
    default:
      return undefined;
  }
}

/** Where a call goes while nobody is in: a person's first number is told, not the person. */
function place(
  target: Target,
  { people }: Settings,
): { readonly number: string } | { readonly address: string } | undefined {
  if ("number" in target) return { number: target.number };
  if ("address" in target) return { address: target.address };
  if (!("person" in target)) return undefined;
  const first = people.find(({ id }) => id === target.person)?.numbers[0];
  if (first === undefined) return undefined;
  return /^sips?:/i.test(first) ? { address: first } : { number: first };
}

/** Wishes that an exchange could not keep, for it would have to know contacts, modes or telephones. */
export const leaseProblems = (settings: Settings): readonly SettingsProblem[] =>
  settings.exchanges.flatMap(({ account, policy, unreachable }, i) => [
    ...policy.flatMap(({ when }, j) =>
      publicly(when, account, settings) === undefined
        ? [wrong(["exchanges", i, "policy", j, "when"], "settings.notForExchange", privateOnly)]
        : [],
    ),
    ...unreachable.flatMap((step, j) =>
      step.do === "forward" && place(step.to, settings) === undefined
        ? [wrong(["exchanges", i, "unreachable", j, "to"], "settings.notForExchange", notThere)]
        : [],
    ),
  ]);

const privateOnly = "an exchange knows no contacts, modes, calendars or telephones of yours";
const notThere = "an exchange reaches a number or an address, but no telephone of yours";
