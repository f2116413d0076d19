/** The calls that are and that were: views for the pages, records for the store. */
import { type Listen, listeners } from "#kit/listeners.ts";
import type { LiveCall } from "#server/calls/liveCall.ts";
import type { WireBook } from "#server/calls/wireBook.ts";
import type { CallView, DecideAnswer, LegSound, Page } from "#server/control.ts";
import type { KeptCall, Store } from "#server/store/store.ts";
import type { LadderBook, WireRow } from "#sip/agent/ladderBook.ts";
import type { CallRecord } from "#telephony/call/callRecord.ts";
import type { CallId } from "#telephony/call/leg.ts";
import type { Decision } from "#telephony/call/plan.ts";

/** What the book needs of the calls that live. */
export interface LiveCalls {
  get(id: CallId): LiveCall | undefined;
  live(): readonly LiveCall[];
  readonly changes: Listen<LiveCall>;
  readonly closed: Listen<LiveCall>;
}

/** Calls that are made again and again: those in vain are not kept. */
export interface Attempts {
  isInVain(record: CallRecord): boolean;
}

export interface CallBookMeans {
  readonly ladders: LadderBook;
  /** Without it no message is kept. */
  readonly wires?: WireBook;
  readonly attempts?: Attempts;
}

export interface CallNews {
  readonly type: "call.started" | "call.changed" | "call.ended";
  readonly call: CallView;
}

export class CallBook {
  readonly #host: LiveCalls;
  readonly #store: Pick<Store, "calls">;
  readonly #ladders: LadderBook;
  readonly #wires: WireBook | undefined;
  readonly #attempts: Attempts | undefined;
  readonly #news = listeners<CallNews>();
  readonly news: Listen<CallNews> = this.#news.listen;
  /** What was last told and kept of each call that lives. */
  readonly #told = new Map<CallId, string>();
  readonly #kept = new Set<CallId>();
  /** On their way to the store, newest last: until it has them, they are read here. */
  readonly #writing = new Map<string, KeptCall>();

  constructor(
    host: LiveCalls,
    store: Pick<Store, "calls">,
    { ladders, wires, attempts }: CallBookMeans,
  ) {
    this.#wires = wires;
    this.#attempts = attempts;
    this.#host = host;
    this.#store = store;
    this.#ladders = ladders;
    host.changes((call) => this.#changed(call));
    host.closed((call) => this.#closed(call));
  }

  /** Newest first; those that live come before all others, on the first page only. */
  page(cursor: string | undefined, limit: number): Page<CallView> {
    const first = cursor === undefined ? this.#notInStore() : [];
    const ids = new Set(first.map(({ id }) => id));
    const { items, next } = this.#store.calls.page(cursor, Math.max(1, limit - first.length));
    const past = items.map(viewOfKept).filter(({ id }) => !ids.has(id));
    return { items: [...first, ...past], ...(next !== undefined && { next }) };
  }

  /** One that is over for people goes on for a while, until its goodbyes are answered: it is none. */
  live(): readonly CallView[] {
    const views = this.#host.live().filter(({ record }) => record.ended === undefined);
    return views.map(viewOfLive).sort((a, b) => b.began - a.began);
  }

  /** Those that live, then those that are over for people and not yet for the store. */
  #notInStore(): readonly CallView[] {
    const live = this.live();
    const ids = new Set(live.map(({ id }) => id));
    const writing = [...this.#writing.values()].filter(({ record }) => !ids.has(record.id));
    return [...live, ...writing.map(viewOfKept).reverse()];
  }

  call(id: string): CallView | undefined {
    const live = this.#host.get(id as CallId);
    if (live) return viewOfLive(live);
    const kept = this.#keptCall(id);
    return kept && viewOfKept(kept);
  }

  /** With the messages themselves, as far as they are kept. */
  ladder(id: string): readonly WireRow[] | undefined {
    const live = this.#host.get(id as CallId);
    if (live) return this.#ladderOf(live);
    const rows = this.#keptCall(id)?.ladder;
    return rows && (this.#wires?.read(id, rows) ?? rows);
  }

  /** How each party was heard, over time. */
  quality(id: string): readonly LegSound[] | undefined {
    const live = this.#host.get(id as CallId);
    if (live) return live.sound();
    const kept = this.#keptCall(id);
    return kept && (kept.sound ?? []);
  }

  #keptCall(id: string): KeptCall | undefined {
    return this.#writing.get(id) ?? this.#store.calls.get(id);
  }

  #changed(call: LiveCall): void {
    const { id, listenable, record, state } = call;
    const { legs, answered } = record;
    const text = JSON.stringify([
      states[state],
      legs,
      answered,
      listenable,
      call.isRecorded,
      call.slot,
    ]);
    if (this.#told.get(id) === text) return;
    const type = this.#told.has(id) ? "call.changed" : "call.started";
    this.#told.set(id, text);
    if (record.ended !== undefined) this.#ended(call);
    else this.#news.tell({ type, call: viewOfLive(call) });
  }

  /** As soon as it is over for people: a record that waits for goodbyes could be lost. */
  #ended(call: LiveCall): void {
    if (this.#kept.has(call.id)) return;
    this.#kept.add(call.id);
    this.#keep(call);
    this.#news.tell({ type: "call.ended", call: viewOfLive(call) });
  }

  /** Again, with its last figures, its last messages, and a message left behind the goodbye. */
  #closed(call: LiveCall): void {
    this.#keep(call);
    this.#told.delete(call.id);
    this.#kept.delete(call.id);
    this.#ladders.forget(call.sipCallIds.map(({ callId }) => callId));
  }

  #keep(call: LiveCall): void {
    const { record, sipCallIds, rtp } = call;
    if (this.#attempts?.isInVain(record)) return;
    const [first] = sipCallIds;
    const rows = this.#ladderOf(call);
    const kept: KeptCall = {
      record,
      ...(first && { sipCallId: first.callId }),
      rtp: trafficOf(rtp),
      sound: call.sound(),
      ladder: rows.map(({ message: _, ...row }) => row),
    };
    this.#wires?.keep(record.id, record.began, rows);
    this.#writing.set(record.id, kept);
    void this.#store.calls.put(record.id, record.began, kept).finally(() => {
      if (this.#writing.get(record.id) === kept) this.#writing.delete(record.id);
    });
  }

  #ladderOf({ sipCallIds }: LiveCall): WireRow[] {
    return this.#ladders.rows(sipCallIds);
  }
}

const trafficOf = (rtp: LiveCall["rtp"]): CallView["rtp"] =>
  rtp.map(({ leg: _leg, party, ...figures }) => ({ leg: party, ...figures }));

const states: Readonly<Record<LiveCall["state"], CallView["state"]>> = {
  fetching: "ringing",
  directing: "directing",
  trying: "ringing",
  speaking: "talking",
  joined: "talking",
  parked: "parked",
  ending: "ending",
  over: "ending",
};

function viewOfLive(call: LiveCall): CallView {
  const { listenable, record, rtp, sipCallIds, slot, state } = call;
  const now = states[state];
  const [first] = sipCallIds;
  return {
    ...viewOfRecord(record),
    ...(first && { sipCallId: first.callId }),
    rtp: trafficOf(rtp),
    ...(now && { state: now }),
    ...(slot !== undefined && { slot }),
    ...(listenable && { listenable }),
    ...(call.isRecorded && { recording: true as const }),
  };
}

const viewOfKept = ({ record, sipCallId, rtp }: KeptCall): CallView => ({
  ...viewOfRecord(record),
  ...(sipCallId !== undefined && { sipCallId }),
  rtp,
});

function viewOfRecord(record: CallRecord): Omit<CallView, "rtp"> {
  const { from, decision, ...rest } = record;
  return {
    id: rest.id,
    direction: rest.direction,
    from: shown(from),
    to: rest.to,
    ...(rest.via !== undefined && { via: rest.via }),
    began: rest.began,
    ...(rest.answered !== undefined && { answered: rest.answered }),
    ...(rest.ended !== undefined && { ended: rest.ended }),
    ...(rest.outcome && { outcome: rest.outcome }),
    ...(rest.cause && { cause: rest.cause }),
    ...(rest.test && { test: rest.test }),
    ...(rest.drafted && { drafted: true }),
    ...(rest.transferred !== undefined && { transferred: rest.transferred }),
    ...(rest.transferredTo !== undefined && { transferredTo: rest.transferredTo }),
    ...(rest.referred !== undefined && { referred: rest.referred }),
    ...(rest.recordings && { recordings: rest.recordings }),
    ...(decision && { decision: answered(decision) }),
    legs: rest.legs,
  };
}

/** Of the rule that decided it, the last one that was looked at. */
export function ruleOf(call: CallView | undefined): string | undefined {
  const last = call?.decision?.because.at(-1) as Decision["because"][number] | undefined;
  return last?.matched ? last.rule : undefined;
}

/** Without what it was given: that may tell more of a caller than the caller wished. */
const answered = ({ plan, because, cause }: Decision): DecideAnswer => ({ plan, because, cause });

/** Who asked not to be shown is not shown, to the owner neither. */
function shown({ number, name, address, hidden }: CallRecord["from"]): CallView["from"] {
  if (hidden) return {};
  const place = number ?? address;
  return { ...(place !== undefined && { number: place }), ...(name !== undefined && { name }) };
}
