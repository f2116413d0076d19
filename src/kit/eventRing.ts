import { type Listen, listeners } from "#kit/listeners.ts";

/** Something that happened, with its number: the first is 1, and none is left out. */
export interface NumberedEvent {
  readonly seq: number;
  readonly type: string;
  readonly data: unknown;
}

/** Where events are asked for: those that were missed, and those to come. */
export interface EventSource<E extends NumberedEvent = NumberedEvent> {
  /** Undefined when some of them are forgotten, or `since` is of another start of the server. */
  eventsSince(since: number): readonly E[] | undefined;
  readonly lastEvent: number;
  readonly events: Listen<E>;
}

/** The last events, numbered: a page that was away asks for what it has missed. */
export interface EventRing<E extends NumberedEvent> {
  tell(type: E["type"], data: E["data"]): void;
  /** Undefined when some of them are forgotten, or `since` is of another start of the server. */
  since(seq: number): readonly E[] | undefined;
  readonly last: number;
  readonly events: Listen<E>;
}

export function eventRing<E extends NumberedEvent>(most = 1000): EventRing<E> {
  const kept: E[] = [];
  const told = listeners<E>();
  let last = 0;
  return {
    tell(type, data) {
      const event = { seq: ++last, type, data } as E;
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
