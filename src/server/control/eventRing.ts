import { type Listen, listeners } from "#kit/listeners.ts";
import type { ServerEvent } from "#server/control.ts";

/** The last events, numbered: a page that was away asks for what it has missed. */
export interface EventRing {
  tell(type: ServerEvent["type"], data: unknown): void;
  /** Undefined when some of them are forgotten, or `since` is of another start of the server. */
  since(seq: number): readonly ServerEvent[] | undefined;
  readonly last: number;
  readonly events: Listen<ServerEvent>;
}

export function eventRing(most = 1000): EventRing {
  const kept: ServerEvent[] = [];
  const told = listeners<ServerEvent>();
  let last = 0;
  return {
    tell(type, data) {
      const event: ServerEvent = { seq: ++last, type, data };
      kept.push(event);
      if (kept.length > most) kept.shift();
      told.tell(event);
    },
    since(seq) {
      const first = kept[0]?.seq ?? last + 1;
      return seq > last || seq < first - 1 ? undefined : kept.filter((event) => event.seq > seq);
    },
    get last() {
      return last;
    },
    events: told.listen,
  };
}
