/**
 * Calls that another worker has taken while the one whose they are was away: they stay with it. Each
 * worker knows those that it has taken, and those of its own that others have.
 */
export interface Lent {
  /** Taken for that worker. */
  take(callId: string, home: number): void;
  /** Whose they were and who has them: a worker that is back is told. */
  takenFor(home: number): readonly string[];
  gave(callIds: readonly string[], to: number): void;
  /** Who has it, when it is not with the worker whose it is; `own` when that is us. */
  holder(callId: string): number | undefined;
  /** That worker is gone, and with it what it had of ours. */
  gone(worker: number): void;
}

/** A worker is away for a second or two; the oldest are forgotten. */
const most = 20_000;

export function lent(own: number): Lent {
  const taken = new Map<string, number>();
  const given = new Map<string, number>();

  function note(into: Map<string, number>, callId: string, worker: number): void {
    into.delete(callId);
    into.set(callId, worker);
    const [oldest] = into.size > most ? into.keys() : [];
    if (oldest !== undefined) into.delete(oldest);
  }

  return {
    take: (callId, home) => note(taken, callId, home),
    takenFor: (home) => [...taken].filter(([, of]) => of === home).map(([callId]) => callId),
    gave(callIds, to) {
      for (const callId of callIds) note(given, callId, to);
    },
    holder: (callId) =>
      taken.size > 0 && taken.has(callId) ? own : given.size > 0 ? given.get(callId) : undefined,
    gone(worker) {
      for (const [callId, to] of given) if (to === worker) given.delete(callId);
    },
  };
}
