/** Calls to the outside, in words: when a way is taken, where it leads, and what would become of a number. */
import type { OutCondition } from "#telephony/settings/outgoing.ts";
import type { Schemas } from "../../../api/client.ts";
import type { Because } from "../../../words/decision.ts";
import type { Names } from "../../../words/names.ts";
import { refusedSentence } from "../../../words/refused.ts";
import type { Words } from "../../../words/say.ts";
import { reasonSentence, type WhyLine, why } from "../../../words/why.ts";
import type { WayOutItem } from "../parts/document.ts";

export interface Told {
  readonly words: Words;
  readonly names: Names;
}

export const countryName = (code: string, { locale }: Words): string =>
  new Intl.DisplayNames(locale, { type: "region" }).of(code) ?? code;

/** "a number in Germany is called": what stands behind "when". */
function outPhrase(when: OutCondition, told: Told): string {
  const { words, names } = told;
  const { say } = words;
  switch (when.is) {
    case "always":
      return say("out.when.always");
    case "to":
      return toPhrase(when, told);
    case "from":
      return say("out.when.from", { device: names.device(when.device) });
    case "keyed":
      return say("out.when.keyed", { prefix: when.prefix });
    case "during":
      return say("out.when.during", { time: names.time(when.time) });
    case "mode":
      return say("out.when.mode", { mode: names.mode(when.mode) });
    case "all":
      return words.list(when.of.map((one) => outPhrase(one, told)));
    case "any":
      return words.either(when.of.map((one) => outPhrase(one, told)));
    case "not":
      return say("out.when.not", { what: outPhrase(when.that, told) });
  }
}

type To = OutCondition & { readonly is: "to" };

function toPhrase({ like, person, countries, tariff, in: group }: To, told: Told): string {
  const { words, names } = told;
  const { say } = words;
  if (like !== undefined)
    return like.endsWith("*")
      ? say("out.when.prefix", { prefix: like.slice(0, -1) })
      : say("out.when.like", { number: names.number(like) });
  if (person !== undefined) return say("out.when.like", { number: names.person(person) });
  if (group !== undefined) return say("out.when.in", { group: names.group(group) });
  if (countries !== undefined)
    return say("out.when.countries", {
      countries: words.either(countries.map((one) => countryName(one, words))),
    });
  return say("out.when.tariff", { tariff: tariff ?? "usual" });
}

/** "Carrier, then Fixed". */
export const inTurn = (accounts: readonly string[], { words, names }: Told): string =>
  accounts
    .map((id) => names.account(id))
    .reduce((before, next) => words.say("rule.then", { before, next }));

/** One way out as a sentence; its parts are stressed. */
export function waySentence({ when, through, shows }: WayOutItem, told: Told): string {
  const { words, names } = told;
  return words.say("out.way", {
    when: outPhrase(when as OutCondition, told),
    through: inTurn(through, told),
    shown: shows === undefined ? "no" : "yes",
    shows: shows === undefined ? "" : names.ownNumber(shows),
  });
}

export type DialAnswer = Schemas["DialAnswer"];

export interface DialView {
  readonly look: "" | "clay" | "amber";
  readonly sentence: string;
  /** What it costs, what it shows, how long may still be talked. */
  readonly facts: readonly string[];
  /** Each way out that was looked at. */
  readonly why: readonly WhyLine[];
}

/** What would become of it: one sentence, the facts beside it, and why. */
export function dialView(answer: DialAnswer, dialled: string, told: Told): DialView {
  const { words, names } = told;
  const because = answer.because as unknown as readonly Because[];
  const [ways, last] = [because.slice(0, -1), because.at(-1)];
  const lines = why(ways, words, names);
  const facts = factsOf(answer, told);
  if (answer.refused !== undefined) {
    const reason =
      refusedSentence(answer.refused, words) ??
      (last ? reasonSentence(last, words, names) : answer.refused);
    return {
      look: "clay",
      sentence: words.say("out.refused", { number: shown(answer, dialled, told), why: reason }),
      facts,
      why: lines,
    };
  }
  if (answer.means === "number" || answer.means === "emergency")
    return { ...throughWays(answer, dialled, told), facts, why: lines };
  const sentence = last ? reasonSentence(last, words, names) : dialled;
  return { look: "", sentence, facts: [], why: [] };
}

const shown = ({ number }: DialAnswer, dialled: string, { names }: Told): string =>
  number === undefined ? dialled : names.number(number);

function throughWays(
  answer: DialAnswer,
  dialled: string,
  told: Told,
): Pick<DialView, "look" | "sentence"> {
  const { say } = told.words;
  const usable = answer.ways.filter((one) => one.usable).map((one) => one.account);
  const number = shown(answer, dialled, told);
  const help = answer.means === "emergency";
  if (usable.length === 0)
    return { look: help ? "clay" : "amber", sentence: say("out.noWay", { number }) };
  const through = inTurn(usable, told);
  return {
    look: "",
    sentence: help ? say("out.help", { number, through }) : say("out.through", { number, through }),
  };
}

function factsOf(answer: DialAnswer, { words, names }: Told): readonly string[] {
  const { say } = words;
  const { country, tariff, ways, hidden, minutesLeft, means } = answer;
  const asleep = ways.filter((one) => !one.usable).map((one) => names.account(one.account));
  const shows = ways.find((one) => one.usable)?.shows;
  const isCall = means === "number" && answer.refused === undefined;
  return [
    ...(country ? [countryName(country, words)] : []),
    ...(tariff ? [say("out.tariff", { tariff })] : []),
    ...(isCall && hidden ? [say("out.hidden")] : []),
    ...(isCall && !hidden && shows ? [say("out.shows", { number: names.written(shows) })] : []),
    ...(asleep.length > 0 ? [say("out.asleep", { accounts: words.list(asleep) })] : []),
    ...(isCall && minutesLeft !== undefined ? [say("out.left", { n: minutesLeft })] : []),
  ];
}
