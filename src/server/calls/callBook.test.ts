import assert from "node:assert/strict";
import { test } from "node:test";
import { listeners } from "#kit/listeners.ts";
import { wallTime } from "#kit/time.ts";
import { CallBook } from "#server/calls/callBook.ts";
import type { LiveCall } from "#server/calls/liveCall.ts";
import type { KeptCall } from "#server/store/store.ts";
import { LadderBook } from "#sip/agent/ladderBook.ts";
import type { CallId } from "#telephony/call/leg.ts";

test("a call that has just ended is in the list before the store has it", async () => {
  const { book, ends, stores } = scene();
  ends();
  assert.deepEqual(ids(book), ["c1"]);
  assert.equal(book.call("c1")?.outcome, "missed");
  assert.deepEqual(book.ladder("c1"), []);
  await stores();
  assert.deepEqual(ids(book), ["c1"], "and once only when the store has it");
});

const ids = (book: CallBook) => book.page(undefined, 10).items.map(({ id }) => id);

const over: LiveCall = {
  id: "c1" as CallId,
  state: "over",
  listenable: false,
  record: {
    id: "c1" as CallId,
    direction: "in",
    from: {},
    to: "+12125550100",
    began: wallTime(1000),
    ended: wallTime(2000),
    outcome: "missed",
    legs: [],
  },
  isRecorded: false,
  rtp: [],
  sound: () => [],
  sipCallIds: [],
};

/** A store whose writer is slow. */
function scene() {
  const rows: KeptCall[] = [];
  const waiting: (() => void)[] = [];
  const changes = listeners<LiveCall>();
  const closed = listeners<LiveCall>();
  const host = {
    get: () => undefined,
    live: () => [],
    changes: changes.listen,
    closed: closed.listen,
  };
  const calls = {
    put: (_id: string, _at: number, value: KeptCall) =>
      new Promise<void>((done) =>
        waiting.push(() => {
          rows.splice(0, rows.length, value);
          done();
        }),
      ),
    get: (id: string) => rows.find(({ record }) => record.id === id),
    page: () => ({ items: rows }),
  };
  return {
    book: new CallBook(host, { calls } as never, { ladders: new LadderBook() }),
    ends() {
      changes.tell(over);
      closed.tell(over);
    },
    async stores() {
      for (const write of waiting.splice(0)) write();
      await Promise.resolve();
      await Promise.resolve();
    },
  };
}
