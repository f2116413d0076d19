/**
 * Callers to try rules with: somebody of each kind that the document tells apart. In each
 * group there is one more, made up (`phantoms`): no rule is called useless only because nobody is
 * there yet for whom it was written.
 */
import { personOf } from "#telephony/directing/directory.ts";
import { bare, readNumber } from "#telephony/number/phoneNumber.ts";
import { patternOf } from "#telephony/settings/callers.ts";
import type { Condition } from "#telephony/settings/condition.ts";
import { numbering } from "#telephony/settings/home.ts";
import type { Settings } from "#telephony/settings/settings.ts";
import type { Person } from "#telephony/settings/telephones.ts";
import type { ExampleCall } from "./warning.ts";

export type Caller = Pick<ExampleCall, "from" | "address" | "listed">;

export interface SampleCallers {
  /** Likeliest first. */
  readonly callers: readonly Caller[];
  /** Numbers of people who are made up. */
  readonly phantoms: ReadonlySet<string>;
  /** With those people in it. */
  readonly settings: Settings;
  /** Nobody of any kind was left out. */
  readonly isWhole: boolean;
}

const mostPatterns = 60;
const mostKinds = 40;

/** `conditions`: all that stand in the rules. */
export function sampleCallers(settings: Settings, conditions: readonly Condition[]): SampleCallers {
  const likes = distinct(
    conditions.flatMap((one) => (one.is === "caller" && one.like !== undefined ? [one.like] : [])),
  );
  const { allow, block, lists } = settings.callers;
  const patterns = [...likes, ...allow, ...block.map(patternOf)];
  const made = phantomPeople(conditions);
  const people = kindsOf(settings.people);
  const numbers = [
    strangersNumber(settings),
    ...[...people.map((kind) => kind.numbers[0] ?? ""), ...made.map((one) => one.numbers[0] ?? "")],
    ...settings.numbers.flatMap(({ number, address }) => [number ?? "", address ?? ""]),
    ...settings.people.slice(0, 300).flatMap((one) => (likes.length > 0 ? one.numbers : [])),
    ...patterns.slice(0, mostPatterns).flatMap((pattern) => fitting(pattern, patterns, settings)),
  ].filter((text) => text !== "");
  const plain = distinct(numbers).map((from): Caller => ({ from }));
  const hosts = distinct(likes.filter(isSip).map((text) => text.replace(/^.*[:@]/, ""))).slice(
    0,
    4,
  );
  const both = plain
    .filter(({ from }) => !isSip(from))
    .flatMap(({ from }) => hosts.map((host) => ({ from, address: `sip:${bare(from)}@${host}` })));
  const [stranger] = plain;
  return {
    callers: [
      ...plain,
      { from: "hidden" },
      { from: "sip:somebody@elsewhere.example" },
      ...lists.map(({ id }) => ({ from: stranger?.from ?? "", listed: [id] })),
      ...both,
    ],
    phantoms: new Set(made.flatMap((one) => one.numbers)),
    settings: made.length > 0 ? { ...settings, people: [...settings.people, ...made] } : settings,
    isWhole:
      patterns.length <= mostPatterns &&
      people.length < mostKinds &&
      (settings.people.length <= 300 || likes.length === 0),
  };
}

const isSip = (text: string): boolean => /^sips?:/i.test(text);
const distinct = <T>(items: readonly T[]): readonly T[] => [...new Set(items)];

/** One person for each set of groups that somebody is in. */
function kindsOf(people: readonly Person[]): readonly Person[] {
  const kinds = new Map<string, Person>();
  for (const person of people) {
    const kind = [...person.groups].sort().join();
    if (person.numbers.length > 0 && !kinds.has(kind)) kinds.set(kind, person);
    if (kinds.size === mostKinds) break;
  }
  return [...kinds.values()];
}

/** One more in each group that callers are asked about, and in any two; some groups are made by what we know. */
function phantomPeople(conditions: readonly Condition[]): readonly Person[] {
  const asked = distinct(
    conditions.flatMap((one) => (one.is === "caller" && one.in !== undefined ? [one.in] : [])),
  ).filter((group) => !["hidden", "unknown", "own"].includes(group));
  const sets = [
    ...asked.map((group) => [group]),
    ...asked.flatMap((group, i) => asked.slice(i + 1).map((other) => [group, other])),
  ].slice(0, 30);
  return sets.map((groups, i) => ({
    id: `nobody-${i}`,
    name: "",
    numbers: [`+88163000${String(1000 + i)}`],
    groups: distinct(groups.filter((group) => group !== "contacts")),
  }));
}

/** A number like the owner's own that nobody has told us anything about. */
export function strangersNumber(settings: Settings): string {
  const own = settings.numbers.find(({ number }) => number?.startsWith("+"))?.number;
  const home = numbering(settings);
  const begin = own === undefined ? "+141655501" : bare(own).slice(0, -2);
  for (let i = 20; i < 99; i++) {
    const number = `${begin}${i}`;
    const isFree = !settings.numbers.some((one) => bare(one.number ?? "") === number);
    if (isFree && readNumber(number, home) && !personOf({ number, private: false }, settings))
      return number;
  }
  return "+14165550123";
}

/** Numbers and addresses that fit the pattern, and of those some that fit no longer one. */
function fitting(
  pattern: string,
  others: readonly string[],
  settings: Settings,
): readonly string[] {
  if (isSip(pattern)) return [pattern.replace(/(?<=[:@])\*/g, "somebody.example")];
  if (!pattern.endsWith("*")) return [pattern];
  const begin = bare(pattern.slice(0, -1));
  const longer = others
    .filter((one) => one.endsWith("*") && one.length > pattern.length)
    .map((one) => bare(one.slice(0, -1)))
    .filter((text) => text.startsWith(begin));
  const stems = distinct([begin, ...longer.flatMap((text) => besides(text, begin.length))]);
  const home = numbering(settings);
  return stems.slice(0, 60).flatMap((stem) => {
    const filled = fillings.map((more) => stem + more.slice(0, Math.max(0, 12 - stem.length)));
    return filled.find((text) => readNumber(text, home)?.is === "world") ?? filled[0] ?? [];
  });
}

const fillings = ["5550123456", "555012345", "55501234", "5550123", "2345678", "20555012", "555"];

/** Beginnings that part from `text` at one digit behind the first `from`. */
const besides = (text: string, from: number): readonly string[] =>
  [...text].flatMap((digit, i) =>
    i < from ? [] : [...(digit === "0" ? "19" : "09")].map((other) => text.slice(0, i) + other),
  );
