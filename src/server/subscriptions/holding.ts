/** What was made of the newest good text: to be asked in no time. */
import { type Problem, problem } from "#kit/problem.ts";
import { failWith, ok, type Result } from "#kit/result.ts";
import { type NumberList, numberList, type PeopleBook, peopleBook } from "./lookUp.ts";
import type { CalendarEvent, CalendarJob, Reader, Span } from "./readings.ts";
import type { Source } from "./source.ts";

interface Held {
  /** Of what was left out. */
  readonly problems: readonly Problem[];
}
export interface CalendarHeld extends Held {
  readonly kind: "calendar";
  readonly span: Span;
  readonly events: readonly CalendarEvent[];
}
export interface ListHeld extends Held {
  readonly kind: "list";
  readonly list: NumberList;
}
export interface BookHeld extends Held {
  readonly kind: "addressBook";
  readonly book: PeopleBook;
}
export type Holding = CalendarHeld | ListHeld | BookHeld;

const dayMs = 86_400_000;

/** Events are known from yesterday to so many days on. */
export const spanAt = (now: number): Span => ({ from: now - dayMs, until: now + 400 * dayMs });

/** A text of which nothing can be used is a problem, and what was held before is kept. */
export async function holdingOf(
  source: Source,
  text: string,
  span: Span,
  reader: Reader,
): Promise<Result<Holding>> {
  const { kind, home, timeZone } = source;
  if (kind === "calendar") return calendarOf(text, { ...span, timeZone }, source.dav, reader);
  if (kind === "list") {
    const read = await reader.read("numbers", { text, home });
    if (!read.ok) return read;
    const [first] = read.value.problems;
    const list = numberList(read.value, home);
    if (list.size === 0 && first) return failWith(first);
    return ok({ kind, list, problems: read.value.problems });
  }
  const read = await reader.read("people", { text, home });
  if (!read.ok) return read;
  const { people, problems } = read.value;
  const none = problems.find(({ code }) => code === "contacts.noCards");
  if (none) return failWith(none);
  return ok({ kind, book: peopleBook({ people, problems }, home), problems });
}

async function calendarOf(
  text: string,
  job: Omit<CalendarJob, "text">,
  mayBeEmpty: boolean,
  reader: Reader,
): Promise<Result<CalendarHeld>> {
  const { from, until } = job;
  if (mayBeEmpty && text.trim() === "")
    return ok({ kind: "calendar", span: { from, until }, events: [], problems: [] });
  const read = await reader.read("calendar", { text, ...job });
  if (!read.ok) return read;
  const { events, problems, until: known } = read.value;
  if (known === undefined)
    return failWith(problems[0] ?? problem("calendar.broken", "nothing of it can be read"));
  return ok({ kind: "calendar", span: { from, until: known }, events, problems });
}

export function sizeOf(holding: Holding): number {
  if (holding.kind === "calendar") return holding.events.length;
  return holding.kind === "list" ? holding.list.size : holding.book.size;
}
