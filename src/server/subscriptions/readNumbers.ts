/** A list of numbers as somebody keeps it: a line each, or a column of a table. */
import { type Problem, problem } from "#kit/problem.ts";
import { bare, canonical, type Numbering, readNumber } from "#telephony/number/phoneNumber.ts";
import type { ReadNumbers, TextJob } from "./readings.ts";

const mostNumbers = 100_000;
const longestLine = 4000;
/** `+49*` would be a country. */
const shortestBeginning = 4;

export function readNumbers({ text, home }: TextJob): ReadNumbers {
  const found: Found = { exact: new Set(), beginnings: new Set(), unread: 0, broad: 0 };
  const count = (): number => found.exact.size + found.beginnings.size;
  for (const cell of numbersIn(text)) {
    if (count() >= mostNumbers) break;
    take(cell, found, home);
  }
  const { broad, unread } = found;
  const problems: readonly (Problem | false)[] = [
    count() >= mostNumbers && problem("list.tooMany", `only the first ${mostNumbers} count`),
    broad > 0 && problem("list.tooBroad", `${broad} beginnings are too short to be meant`),
    count() === 0 &&
      problem("list.noNumbers", `there is no number in it, and ${unread} other lines`),
  ];
  return {
    exact: [...found.exact],
    beginnings: [...found.beginnings],
    problems: problems.filter((one) => one !== false),
  };
}

interface Found {
  readonly exact: Set<string>;
  readonly beginnings: Set<string>;
  unread: number;
  broad: number;
}

function take(cell: string, found: Found, home: Numbering): void {
  if (/^sips?:[^\s<>"]+$/i.test(cell)) found.exact.add(cell.toLowerCase());
  else if (/^\+?[\d\s()./-]+\*$/.test(cell)) {
    const beginning = bare(cell.slice(0, -1));
    if (beginning.replace(/^[+0]+/, "").length < shortestBeginning) found.broad += 1;
    else found.beginnings.add(beginning);
  } else {
    const number = cell.length > 40 ? undefined : readNumber(cell, home);
    if (number) found.exact.add(canonical(number));
    else found.unread += 1;
  }
}

/** What stands where a number should, line by line. */
function* numbersIn(text: string): Generator<string> {
  let column: number | undefined;
  for (const match of text.matchAll(/[^\r\n]+/g)) {
    const line = match[0]
      .replace(/^\uFEFF/, "")
      .replace(/^\s*(?:#|;|\/\/).*|\s#.*$/, "")
      .trim();
    if (line === "" || line.length > longestLine) continue;
    const cells = line.split(/[,;\t]/).map((cell) =>
      cell
        .trim()
        .replace(/^"(.*)"$/, "$1")
        .trim(),
    );
    const heading: number =
      column === undefined
        ? cells.findIndex((cell) =>
            /^(phone ?)?(number|no\.?)$|^phone$|^nummer$|^rufnummer$/i.test(cell),
          )
        : -1;
    column ??= Math.max(0, heading);
    if (heading < 0) yield cells[column] ?? "";
  }
}
