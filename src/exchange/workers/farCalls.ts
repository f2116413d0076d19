import type { PassedCall } from "#exchange/calls/passedCall.ts";
import type { Counts } from "#exchange/inside.ts";
import type { Crew } from "#exchange/workers/crew.ts";
import { first } from "#exchange/workers/ownership.ts";
import { type Listen, listeners } from "#kit/listeners.ts";
import { after, seconds } from "#kit/time.ts";
import type { WireRow } from "#sip/agent/ladderBook.ts";
import type { Clock } from "#world/clock.ts";

/** The calls of the other workers, as they have told them; only the first one is told. */
export interface FarCalls {
  readonly changes: Listen<PassedCall>;
  live(): readonly PassedCall[];
  over(): readonly PassedCall[];
  find(id: string): PassedCall | undefined;
  /** Asked of the worker whose call it is. */
  ladder(id: string): Promise<readonly WireRow[] | undefined>;
  /** Of each other worker, and of all together that are gone. */
  counts(): readonly Counts[];
  close(): void;
}

export interface FarCallParts {
  readonly crew: Crew;
  readonly clock: Clock;
  readonly ownLadder: (id: string) => readonly WireRow[] | undefined;
}

interface Far {
  readonly call: PassedCall;
  readonly by: number;
}

const mostOver = 1000;
const patience = seconds(3);

/** How a call ends whose worker has died: one that is up goes on by itself, unless we were in its middle. */
function withoutWorker(call: PassedCall, ended: number): PassedCall {
  if (call.state === "up" && !call.bridged) return call;
  const outcome = call.state === "up" ? "answered" : "failed";
  return { ...call, state: "over", outcome, ended };
}

export function summed(all: readonly Counts[]): Counts {
  const sum: Record<string, number> = {};
  for (const counts of all)
    for (const [what, n] of Object.entries(counts)) sum[what] = (sum[what] ?? 0) + n;
  return sum as unknown as Counts;
}

export function farCalls(parts: FarCallParts): FarCalls {
  const { crew, clock } = parts;
  const calls = new Map<string, Far>();
  const over = new Map<string, Far>();
  const changes = listeners<PassedCall>();
  const counts = new Map<number, Counts>();
  let gone: Counts | undefined;
  const ladder = ladders(parts, (id) => (calls.get(id) ?? over.get(id))?.by);

  function heard(call: PassedCall, by: number): void {
    if (call.state !== "over") calls.set(call.id, { call, by });
    else {
      calls.delete(call.id);
      over.set(call.id, { call, by });
      const [oldest] = over.size > mostOver ? over.keys() : [];
      if (oldest !== undefined) over.delete(oldest);
    }
    changes.tell(call);
  }

  if (crew.own === first) {
    crew.shares<PassedCall>("call", {
      heard,
      *all(to) {
        for (const { call, by } of calls.values()) if (by === to) yield call;
      },
    });
    crew.shares<Counts>("counts", { heard: (now, by) => void counts.set(by, now) });
  }
  const deafen = crew.goings((worker) => {
    const last = counts.get(worker);
    if (last !== undefined) gone = gone === undefined ? last : summed([gone, last]);
    counts.delete(worker);
    for (const { call, by } of [...calls.values()])
      if (by === worker) heard(withoutWorker(call, clock.wallTime()), by);
  });

  return {
    changes: changes.listen,
    live: () => [...calls.values()].map(({ call }) => call),
    over: () => [...over.values()].map(({ call }) => call),
    find: (id) => (calls.get(id) ?? over.get(id))?.call,
    ladder: (id) => ladder.ask(id),
    counts: () => [...counts.values(), ...(gone ? [gone] : [])],
    close() {
      deafen();
      ladder.close();
    },
  };
}

interface Asked {
  /** Which question: of one call several may be asked at once. */
  readonly number: number;
  readonly id: string;
}

interface Ladder {
  readonly number: number;
  readonly rows: readonly WireRow[] | null;
}

type Tell = (rows: readonly WireRow[] | undefined) => void;

function ladders(
  { crew, clock, ownLadder }: FarCallParts,
  holder: (id: string) => number | undefined,
) {
  const waiting = new Map<number, Tell>();
  let asked = 0;
  crew.shares<Asked>("ladderAsked", {
    heard: ({ number, id }, from) =>
      crew.tell(from, "ladder", { number, rows: ownLadder(id) ?? null }),
  });
  crew.shares<Ladder>("ladder", {
    heard: ({ number, rows }) => waiting.get(number)?.(rows ?? undefined),
  });
  return {
    ask(id: string): Promise<readonly WireRow[] | undefined> {
      const by = holder(id);
      if (by === undefined) return Promise.resolve(undefined);
      const number = ++asked;
      const { promise, resolve } = Promise.withResolvers<readonly WireRow[] | undefined>();
      const cancel = clock.at(after(clock.now(), patience), () => tell([])); // it has just died
      const tell: Tell = (rows) => {
        cancel();
        waiting.delete(number);
        resolve(rows);
      };
      waiting.set(number, tell);
      crew.tell(by, "ladderAsked", { number, id });
      return promise;
    },
    close() {
      for (const tell of [...waiting.values()]) tell(undefined);
    },
  };
}
