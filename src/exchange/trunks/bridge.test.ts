import assert from "node:assert/strict";
import { test } from "node:test";
import { Bridge } from "#exchange/trunks/bridge.ts";
import { listeners } from "#kit/listeners.ts";
import { makeRequest } from "#sip/message/make.ts";
import type { SessionCommand, SessionEvent } from "#sip/session/session.ts";

const request = (method: string) =>
  makeRequest({ method, uri: "sip:ada@maple.example", headers: [], body: undefined });

function session() {
  const events = listeners<SessionEvent>();
  const did: SessionCommand[] = [];
  return {
    did,
    hears: events.tell.bind(events),
    end: { events: events.listen, perform: (command: SessionCommand) => void did.push(command) },
  };
}

/** A call that tries so many trunks, one after the other. */
function bridged(trunks: number) {
  const near = session();
  const fars = Array.from({ length: trunks }, session);
  const ended: true[] = [];
  const bridge = new Bridge({
    near: near.end,
    request: request("INVITE"),
    attempts: fars.map((far) => () => far.end),
    ended: () => void ended.push(true),
  });
  bridge.begin();
  return { near, fars, ended };
}

const asks = (number: number, method: string): SessionEvent => ({
  on: "requested",
  number,
  request: request(method),
});
const replies = (did: readonly SessionCommand[]) =>
  did.flatMap((one) => (one.do === "reply" ? [[one.to, one.status]] : []));

test("each request has its own answer, whichever comes first", () => {
  const { near, fars } = bridged(1);
  near.hears(asks(7, "REFER"));
  near.hears(asks(8, "INFO"));
  fars[0]?.hears({ on: "replied", method: "INFO", status: 200 });
  fars[0]?.hears({ on: "replied", method: "REFER", status: 202 });
  assert.deepEqual(replies(near.did), [
    [8, 200],
    [7, 202],
  ]);
});

test("what a trunk was asked that is gone has an answer, and the next trunk answers its own", () => {
  const { near, fars, ended } = bridged(2);
  near.hears(asks(7, "INFO"));
  fars[0]?.hears({ on: "refused", status: 503, contacts: [] });
  near.hears(asks(8, "INFO"));
  fars[1]?.hears({ on: "replied", method: "INFO", status: 415 });
  assert.deepEqual(replies(near.did), [
    [7, 480],
    [8, 415],
  ]);
  fars[1]?.hears({ on: "over", why: "bye" });
  assert.deepEqual(near.did.at(-1), { do: "end" });
  near.hears({ on: "over", why: "ended" });
  assert.deepEqual(ended, [true]);
});
