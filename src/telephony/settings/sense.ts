/** What a document may not mean, though each part of it is well written. */

import { hostWhereabouts } from "#kit/whereabouts.ts";
import { knowsHolidays } from "#telephony/holidays/holidays.ts";
import { emergencyIn } from "#telephony/number/emergency.ts";
import { isCountry, sameNumber } from "#telephony/number/phoneNumber.ts";
import { profiles } from "#telephony/services/starCodes.ts";
import { helpNumbers, numbering } from "./home.ts";
import { type Path, type SettingsProblem, wrong } from "./problems.ts";
import { twice } from "./references.ts";
import type { Rule, Settings } from "./settings.ts";
import type { Step, Target } from "./step.ts";
import { isTimeZone } from "./timeZone.ts";
import {
  breaksIn,
  eachCondition,
  eachOutCondition,
  eachStep,
  eachTarget,
  namesCallers,
} from "./walk.ts";

/** The parts that could be read; an item that could not be is left undefined, its place kept. */
export interface Readable
  extends Pick<
    Settings,
    "owner" | "numbers" | "emergency" | "outgoing" | "services" | "people" | "exchanges" | "callers"
  > {
  readonly rules: readonly (Rule | undefined)[];
  readonly accounts: readonly (Settings["accounts"][number] | undefined)[];
  readonly times: readonly (Settings["times"][number] | undefined)[];
}

export function nonsense(settings: Readable): readonly SettingsProblem[] {
  return [
    ...ownerTrouble(settings),
    ...accountTrouble(settings),
    ...serviceTrouble(settings),
    ...leaseTrouble(settings),
    ...twice(settings.outgoing.routes, ["outgoing", "routes"]),
    ...twice(settings.callers.lists, ["callers", "lists"]),
    ...prefixTrouble(settings),
    ...timeTrouble(settings),
    ...testTrouble(settings),
    ...settings.rules.flatMap((rule, i) => (rule ? ruleTrouble(rule, ["rules", i], settings) : [])),
    ...lastRuleTrouble(settings),
  ];
}

function ownerTrouble({ owner }: Readable): readonly SettingsProblem[] {
  const zone = isTimeZone(owner.timeZone)
    ? []
    : [wrong(["owner", "timeZone"], "settings.unknownTimeZone", "is no IANA time zone")];
  const country =
    owner.country === undefined || isCountry(owner.country)
      ? []
      : [wrong(["owner", "country"], "settings.unknownCountry", "is no country with telephones")];
  return [...zone, ...country];
}

const accountTrouble = ({ accounts }: Readable): readonly SettingsProblem[] =>
  accounts.flatMap((account, i) =>
    account?.register && account.username === undefined
      ? [wrong(["accounts", i, "username"], "settings.missing", "is needed to register")]
      : [],
  );

/** A trial must never be a call for help. */
const testTrouble = (settings: Readable): readonly SettingsProblem[] =>
  settings.emergency.test !== null && emergencyIn(settings.emergency.test, helpNumbers(settings))
    ? [wrong(["emergency", "test"], "settings.testCallsForHelp", "is a number that calls for help")]
    : [];

/** A time that can never be, and a region whose holidays nobody here knows. */
function timeTrouble({ times }: Readable): readonly SettingsProblem[] {
  return times.flatMap((time, i) => {
    const where =
      time?.calendar && "holidays" in time.calendar ? time.calendar.holidays : undefined;
    const unknown = where !== undefined && !knowsHolidays(where);
    const path: Path = ["times", i];
    return [
      ...(unknown
        ? [
            wrong(
              [...path, "calendar", "holidays"],
              "settings.unknownHolidays",
              "is no country or region whose holidays are known here",
            ),
          ]
        : []),
      ...(["dates", "except"] as const).flatMap((key) =>
        (time?.[key] ?? []).flatMap(({ from, to }, n) =>
          to !== undefined && to < from
            ? [wrong([...path, key, n, "to"], "settings.neverOccurs", "is before `from`")]
            : [],
        ),
      ),
    ];
  });
}

/** What an exchange forwards while nobody answers here must not come here. */
const leaseTrouble = (settings: Readable): readonly SettingsProblem[] =>
  settings.exchanges.flatMap(({ unreachable }, i) =>
    unreachable.flatMap((step, n) =>
      step.do === "forward"
        ? toSelf(step.to, ["exchanges", i, "unreachable", n, "to"], settings)
        : [],
    ),
  );

function serviceTrouble(settings: Readable): readonly SettingsProblem[] {
  const forwards = (["forwardAll", "forwardBusy", "forwardNoAnswer"] as const).flatMap(
    (service) => {
      const to = settings.services[service];
      return to ? toSelf(to, ["services", service], settings) : [];
    },
  );
  return forwards;
}

/** What is keyed before a number means nothing else. */
const prefixTrouble = ({ outgoing, services }: Readable): readonly SettingsProblem[] =>
  outgoing.routes.flatMap(({ when }, i) =>
    eachOutCondition(when, ["outgoing", "routes", i, "when"]).flatMap(([one, at]) =>
      one.is === "keyed" && isCode(one.prefix, services.starCodes)
        ? [wrong([...at, "prefix"], "settings.prefixIsCode", "is a code of the telephones")]
        : [],
    ),
  );

/** It would take a code's place, or be taken for one. */
const isCode = (prefix: string, profile: Settings["services"]["starCodes"]): boolean =>
  Object.keys(profiles[profile].codes).some(
    (code) => code.startsWith(prefix) || prefix.startsWith(code),
  );

export function ruleTrouble(
  rule: Rule,
  path: Path,
  settings: Readable,
): readonly SettingsProblem[] {
  const steps = eachStep(rule.then, [...path, "then"]);
  const named = namesCallers(rule.when);
  return [
    ...blocksHelp(rule, path, settings),
    ...steps.flatMap(([step, at]) => [
      ...insideUnasked(step, at),
      ...asksForNothing(step, at),
      ...noExchange(step, at, settings),
      ...(breaksIn(step) && !named ? [strangerBreaksIn(at)] : []),
      ...eachTarget(step, at).flatMap(([target, where]) => toSelf(target, where, settings)),
    ]),
  ];
}

/** An address of the house is asked only where that was said; some, never. */
function insideUnasked(step: Step, path: Path): readonly SettingsProblem[] {
  if (step.do !== "decide") return [];
  const { hostname } = new URL(step.url);
  const where = hostname === "localhost" ? "inside" : (hostWhereabouts(hostname) ?? "outside");
  if (where === "outside" || (where === "inside" && step.inside)) return [];
  const detail =
    where === "inside"
      ? "is inside of the house; `inside: true` allows it"
      : "is where no service may be asked";
  return [wrong([...path, "url"], "settings.insideAddress", detail)];
}

const asksForNothing = (step: Step, path: Path): readonly SettingsProblem[] =>
  step.do === "ask" && step.keys.length === 0 && step.extensions === undefined
    ? [wrong([...path, "keys"], "settings.missing", "has no key, and no extensions are dialled")]
    : [];

/** Elsewhere a stranger's digits would be numbers, and at the owner's cost. */
function noExchange(step: Step, path: Path, { accounts }: Readable): readonly SettingsProblem[] {
  if (step.do !== "ask" || step.extensions === undefined) return [];
  const { via } = step.extensions;
  return accounts.find((one) => one?.id === via)?.kind === "carrier"
    ? [wrong([...path, "extensions", "via"], "settings.contradiction", "is no exchange's account")]
    : [];
}

const strangerBreaksIn = (path: Path): SettingsProblem =>
  wrong(
    path,
    "settings.interruptNamesNobody",
    "may stand only in a rule that names callers, groups or accounts",
  );

/** A call sent to the number it was for comes back, and again; also by way of a person who has it. */
function toSelf(target: Target, path: Path, settings: Readable): readonly SettingsProblem[] {
  const key = (["number", "address", "person"] as const).find((one) => one in target);
  const to = "person" in target ? numbersOf(target.person, settings) : [placeOf(target)];
  return key !== undefined && to.some((place) => isOwn(place, settings))
    ? [wrong([...path, key], "settings.forwardsToItself", "is the owner's own number")]
    : [];
}

const placeOf = (target: Target): string =>
  "number" in target ? target.number : "address" in target ? target.address : "";

const numbersOf = (person: string, { people }: Readable): readonly string[] =>
  people.find(({ id }) => id === person)?.numbers ?? [];

const isOwn = (place: string, settings: Readable): boolean =>
  settings.numbers.some(
    ({ number, address }) =>
      (number !== undefined && sameNumber(place, number, numbering(settings))) ||
      place.toLowerCase() === address?.toLowerCase(),
  );

/** A rule that turns away those who help: the number could call back. */
function blocksHelp(rule: Rule, path: Path, settings: Readable): readonly SettingsProblem[] {
  if (!rule.then.some((step) => step.do === "reject")) return [];
  const help = helpNumbers(settings);
  return eachCondition(rule.when, [...path, "when"]).flatMap(([condition, at]) =>
    condition.is === "caller" && condition.like !== undefined && emergencyIn(condition.like, help)
      ? [wrong([...at, "like"], "settings.blocksEmergency", "an emergency number is never blocked")]
      : [],
  );
}

function lastRuleTrouble({ rules }: Readable): readonly SettingsProblem[] {
  if (rules.includes(undefined)) return []; // perhaps it is the one that could not be read
  const last = rules.at(-1);
  const fits = last?.when.is === "always" && last.enabled && last.offUntil === undefined;
  return fits
    ? []
    : [
        wrong(
          rules.length === 0 ? ["rules"] : ["rules", rules.length - 1, "when"],
          "settings.lastRuleMustFit",
          "the last rule must always fit: `when: {is: always}`, enabled",
        ),
      ];
}
