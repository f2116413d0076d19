import type { CallBook } from "#exchange/calls/callBook.ts";
import type { PassedCall } from "#exchange/calls/passedCall.ts";
import type { CrewParts } from "#exchange/exchangeParts.ts";
import type { Counts, ShownCalls } from "#exchange/inside.ts";
import type { Crew } from "#exchange/workers/crew.ts";
import { type FarCalls, farCalls, summed } from "#exchange/workers/farCalls.ts";
import { first } from "#exchange/workers/ownership.ts";
import type { Cancel } from "#kit/listeners.ts";
import { after, seconds } from "#kit/time.ts";
import type { Clock } from "#world/clock.ts";

/** What the operator sees of the calls. */
export interface CallsShown {
  readonly calls: ShownCalls;
  readonly counts: () => Counts;
  close(): void;
}

export interface Books {
  readonly clock: Clock;
  readonly book: CallBook;
  readonly counts: () => Counts;
}

type Workers = Pick<CrewParts, "crew" | "rows">;

const tellEvery = seconds(0.25);

/** Each worker keeps a book of what it does; the first one shows all of them as one. */
export function callsShown(books: Books, workers: Workers | undefined): CallsShown {
  const { clock, book, counts } = books;
  if (workers === undefined) return { calls: book, counts, close: () => undefined };
  const { crew, rows } = workers;
  const close = crew.own === first ? () => undefined : tellsTheFirst(books, crew);
  const far = farCalls({ crew, clock, ownLadder: (id) => book.ladder(id, rows) });
  return {
    calls: bothOf(book, far),
    counts: () => summed([counts(), ...far.counts()]),
    close() {
      close();
      far.close();
    },
  };
}

const bothOf = (book: CallBook, far: FarCalls): ShownCalls => ({
  changes: (listener) => {
    const ears = [book.changes(listener), far.changes(listener)];
    return () => {
      for (const ear of ears) ear();
    };
  },
  get size() {
    return book.size + far.live().length;
  },
  live: () => newestFirst([...book.live(), ...far.live()]),
  recent: () => newestFirst([...book.recent(), ...far.over()]),
  find: (id) => book.find(id) ?? far.find(id),
  ladder: (id, rows) => (book.find(id) ? book.ladder(id, rows) : far.ladder(id)),
});

const newestFirst = (calls: readonly PassedCall[]): readonly PassedCall[] =>
  calls.toSorted((a, b) => (b.ended ?? b.began) - (a.ended ?? a.began));

/** What has changed, a few times a second: calls that come and go are many. */
function tellsTheFirst({ clock, book, counts }: Books, crew: Crew): Cancel {
  const changed = new Map<string, PassedCall>();
  let told = "";
  let alarm: Cancel | undefined;
  const deafen = book.changes((call) => void changed.set(call.id, call));

  function tells(): void {
    for (const call of changed.values()) crew.tell(first, "call", call);
    changed.clear();
    const now = counts();
    const text = JSON.stringify(now);
    if (text !== told) crew.tell(first, "counts", now);
    told = text;
    alarm = clock.at(after(clock.now(), tellEvery), tells);
  }
  crew.comings((worker) => {
    if (worker === first) told = "";
  });
  crew.shares<PassedCall>("call", {
    heard: (call) => book.adopt(call), // of the worker before us
    all: (to) => (to === first ? [...book.recent().toReversed(), ...book.live()] : []),
  });
  tells();
  return () => {
    deafen();
    alarm?.();
  };
}
