/**
 * People out of an address book: vCard 3.0 (RFC 2426) and 4.0 (RFC 6350). Each card is read by
 * itself, so that a broken one costs nobody else; of each only names, numbers, SIP addresses and
 * categories are taken, and those without anything that a display, a journal or a page could stumble over.
 */
import { plainText } from "#kit/plainText.ts";
import { type Problem, problem } from "#kit/problem.ts";

export interface Card {
  readonly name: string;
  /** Numbers and `sip:` addresses. */
  readonly numbers: readonly string[];
  readonly categories: readonly string[];
}

export interface Cards {
  readonly cards: readonly Card[];
  /** What was not taken, and why: `contacts.broken: card 12 …`. */
  readonly problems: readonly Problem[];
}

const mostCards = 10_000;
const longestCard = 512 * 1024; // a card may carry a picture
const longestName = 120;
const mostNumbers = 20;
const mostProblems = 50;

export function readCards(text: string): Cards {
  const cards: Card[] = [];
  const problems: Problem[] = [];
  let n = 0;
  for (const card of eachCard(text)) {
    n += 1;
    if (n > mostCards) {
      problems.push(problem("contacts.tooMany", `only the first ${mostCards} cards were read`));
      break;
    }
    const read = readCard(card);
    if (typeof read !== "string") cards.push(read);
    else if (problems.length < mostProblems)
      problems.push(problem("contacts.broken", `card ${n}: ${read}`));
  }
  if (n === 0) problems.push(problem("contacts.noCards", "there is no vCard in it"));
  return { cards, problems };
}

/** From BEGIN to END; what has no end ends with the file, or where the next begins. */
function* eachCard(text: string): Generator<string> {
  const begin = /^BEGIN:VCARD[ \t]*$/gim;
  let at = begin.exec(text)?.index;
  while (at !== undefined) {
    const next = begin.exec(text)?.index;
    yield text.slice(at, next ?? text.length);
    at = next;
  }
}

/** The card, or why it is none. */
function readCard(text: string): Card | string {
  if (text.length > longestCard) return "it is too long";
  const lines = linesOf(text);
  if (!lines) return "it cannot be read";
  const values = (name: string): string[] =>
    lines.filter((line) => line.name === name).flatMap(({ value }) => [value]);
  const name = [...values("FN"), ...values("N").map(nameOf), ...values("ORG")]
    .map((one) => plain(unescaped(one)))
    .find(Boolean);
  const numbers = [...values("TEL"), ...values("IMPP"), ...values("X-SIP")].flatMap(numberIn);
  if (name === undefined) return "it has no name";
  if (numbers.length === 0) return `${name} has no number`;
  const categories = values("CATEGORIES")
    .flatMap((one) => one.split(","))
    .map((one) => plain(unescaped(one)))
    .filter(Boolean)
    .slice(0, 20);
  return { name, numbers: [...new Set(numbers)].slice(0, mostNumbers), categories };
}

interface Line {
  /** Without group and parameters, in capitals. */
  readonly name: string;
  readonly value: string;
}

const LINE = /^(?:[A-Za-z0-9-]+\.)?([A-Za-z0-9-]+)(?:;(?:"[^"]*"|[^":])*)?:(.*)$/;

/** Unfolded content lines (RFC 6350 §3.2, §3.3); undefined when one of them is none. */
function linesOf(text: string): readonly Line[] | undefined {
  const unfolded = text.replace(/\r?\n[ \t]/g, "").split(/\r?\n/);
  const lines: Line[] = [];
  for (const one of unfolded.filter((line) => line.trim() !== "")) {
    const found = LINE.exec(one);
    if (!found) return undefined;
    const [, name = "", value = ""] = found;
    if (name.toUpperCase() === "END") break;
    lines.push({ name: name.toUpperCase(), value });
  }
  return lines;
}

/** RFC 6350 §3.4. */
const unescaped = (text: string): string =>
  text.replace(/\\([nN,;\\])/g, (_, char: string) => (/n/i.test(char) ? " " : char));

/** `Lovelace;Ada;;;` is Ada Lovelace. */
const nameOf = (text: string): string => {
  const [family = "", given = ""] = text.split(";");
  return `${given} ${family}`;
};

const plain = (text: string): string => plainText(text, longestName);

function numberIn(text: string): readonly string[] {
  const bare = plain(text).replace(/^tel:/i, "").replace(/;.*$/, "");
  if (/^sips?:[^\s<>"]+$/i.test(bare) && bare.length <= 255) return [bare];
  const number = bare.replace(/[^0-9+*#]/g, "");
  return /^\+?[0-9*#]{2,30}$/.test(number) && !/[A-Za-z@]/.test(bare) ? [number] : [];
}
