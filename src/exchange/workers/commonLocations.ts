import type { Locations } from "#exchange/locations.ts";
import type { Crew } from "#exchange/workers/crew.ts";
import { holderOf } from "#exchange/workers/ownership.ts";
import type { Binding } from "#sip/registrar/binding.ts";
import type { Clock } from "#world/clock.ts";

/** A user's bindings as some worker has put them, and when: of two the later counts. */
interface Put {
  readonly user: string;
  readonly bindings: readonly Binding[];
  /** Wall time, but later than any put of that user before: somebody may set the clock back. */
  readonly at: number;
}

/** Every worker knows where everybody is; a connection is gone with the worker that held it. */
export function commonLocations(inner: Locations, crew: Crew, clock: Clock): Locations {
  const putAt = new Map<string, number>();
  const tell = crew.shares<Put>("bindings", {
    heard({ user, bindings, at }) {
      if (at < (putAt.get(user) ?? 0)) return;
      putAt.set(user, at);
      void inner.put(user, bindings);
    },
    *all() {
      for (const [user, bindings] of inner.all())
        yield { user, bindings, at: putAt.get(user) ?? 0 };
    },
  });
  const deafen = crew.goings((worker) => {
    const flows = [...inner.all()].flatMap(([, bindings]) => bindings.map(({ flow }) => flow));
    for (const flow of flows) if (holderOf(flow.connection ?? "") === worker) inner.flowLost(flow);
  });
  return {
    ...inner,
    get count() {
      return inner.count;
    },
    put(user, bindings) {
      const at = Math.max(clock.wallTime(), (putAt.get(user) ?? 0) + 1);
      putAt.set(user, at);
      const kept = inner.put(user, bindings);
      tell({ user, bindings, at });
      return kept;
    },
    close() {
      deafen();
      inner.close();
    },
  };
}
