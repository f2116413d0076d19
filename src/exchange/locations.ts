import type { Journal } from "#exchange/journal.ts";
import { movedFlows } from "#exchange/movedFlows.ts";
import { type Cancel, type Listen, listeners } from "#kit/listeners.ts";
import type { Result } from "#kit/result.ts";
import { after, seconds } from "#kit/time.ts";
import { type Binding, current } from "#sip/registrar/binding.ts";
import { type Flow, flowKey } from "#sip/transport/flow.ts";
import type { Clock } from "#world/clock.ts";

/** Where each user's servers are: in memory for calls, in a journal for the next start. */
export interface Locations {
  /** Those that still hold. */
  of(user: string): readonly Binding[];
  /** Undefined: done. Else when others know it too; on trouble nothing has changed. */
  put(user: string, bindings: readonly Binding[]): Promise<Result<void>> | undefined;
  /** False: there may be others than `of` tells, which nobody can say now. */
  isSure(): boolean;
  /** Where who was reached by that flow is reached now: a router may have given a member another port. */
  now(flow: Flow): Flow;
  /** A connection that one of the user's servers has opened, and registered along. */
  isOwn(user: string, flow: Flow): boolean;
  /** A stream is gone, and with it whoever could only be reached along it. */
  flowLost(flow: Flow): void;
  /** Users whose bindings are others than before, and those that a refresh has renewed. */
  readonly changes: Listen<LocationChange>;
  readonly count: number;
  /** Of every user, those that have ended and were not looked at since included. */
  all(): Iterable<readonly [user: string, bindings: readonly Binding[]]>;
  close(): void;
}

export interface LocationChange {
  readonly user: string;
  /** Who is gone by it: was taken away, has run out, or its connection was lost. */
  readonly why: "asked" | "expired" | "lost";
}

const sweepEvery = seconds(30);

export function locations(
  clock: Clock,
  journal: Pick<Journal<readonly Binding[]>, "kept" | "note">,
): Locations {
  const bindings = new Map<string, readonly Binding[]>();
  const byFlow = new Map<string, string>();
  const changes = listeners<LocationChange>();
  const moved = movedFlows();
  let sweeping: Cancel | undefined;

  // a stream of the program before us is gone; a datagram still finds its way
  for (const [user, kept] of journal.kept)
    keep(
      user,
      current(kept, clock.steadyTime()).filter(({ flow }) => flow.protocol === "UDP"),
    );

  function keep(user: string, now: readonly Binding[]): void {
    if (now.length === 0) bindings.delete(user);
    else bindings.set(user, now);
    for (const { flow } of now) if (flow.protocol !== "UDP") byFlow.set(flowKey(flow), user);
    if (bindings.size > 0) sweeping ??= clock.at(after(clock.now(), sweepEvery), sweep);
  }

  /** What has ended is forgotten; what is looked up meanwhile is looked at then. */
  function sweep(): void {
    sweeping = undefined;
    const now = clock.steadyTime();
    for (const [user, all] of bindings) {
      const left = current(all, now);
      if (left.length === all.length) continue;
      keep(user, left);
      changes.tell({ user, why: "expired" });
    }
    if (bindings.size > 0) sweeping ??= clock.at(after(clock.now(), sweepEvery), sweep);
  }

  return {
    of: (user) => current(bindings.get(user) ?? [], clock.steadyTime()),
    now: moved.now,
    isSure: () => true,
    put(user, now) {
      moved.note(bindings.get(user) ?? [], now);
      keep(user, now);
      journal.note(user, now);
      changes.tell({ user, why: "asked" });
      return undefined;
    },
    isOwn: (user, flow) => flow.protocol !== "UDP" && byFlow.get(flowKey(flow)) === user,
    flowLost(flow) {
      const key = flowKey(flow);
      const user = byFlow.get(key);
      if (user === undefined) return;
      byFlow.delete(key);
      keep(
        user,
        (bindings.get(user) ?? []).filter((one) => flowKey(one.flow) !== key),
      );
      changes.tell({ user, why: "lost" });
    },
    changes: changes.listen,
    get count() {
      return bindings.size;
    },
    all: () => bindings,
    close: () => sweeping?.(),
  };
}
