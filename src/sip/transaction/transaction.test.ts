import assert from "node:assert/strict";
import { test } from "node:test";
import type { Step } from "#kit/machine.ts";
import { makeRequest, makeResponse } from "#sip/message/make.ts";
import { messageLabel } from "#sip/message/message.ts";
import type { TransactionEffect, TransactionFacts } from "#sip/transaction/effects.ts";
import { startInviteClient, stepInviteClient } from "#sip/transaction/inviteClient.ts";
import { startInviteServer, stepInviteServer } from "#sip/transaction/inviteServer.ts";
import { startNonInviteClient, stepNonInviteClient } from "#sip/transaction/nonInviteClient.ts";
import { startNonInviteServer, stepNonInviteServer } from "#sip/transaction/nonInviteServer.ts";

const udp: TransactionFacts = { reliable: false };
const tcp: TransactionFacts = { reliable: true };

const shown = (effect: TransactionEffect): string => {
  switch (effect.do) {
    case "send":
      return `send ${messageLabel(effect.message).split(" ")[0]}`;
    case "sendAgain":
      return "again";
    case "sendTrying":
      return "send 100";
    case "acknowledge":
      return "send ACK";
    case "wake":
      return `wake ${effect.after}`;
    case "tell":
      return `tell ${effect.response.status}`;
    case "tellFailed":
      return `tell ${effect.why}`;
    case "bury":
      return `bury ${effect.for} ${effect.repeats}`;
    default:
      return effect.do;
  }
};

const response = (status: number) => ({ response: makeResponse({ status, headers: [] }) });

/** `"180"` stands for what carries that status, everything else for the event of that name. */
const eventFor = (word: string, carrier: string) =>
  /^\d/.test(word) ? { on: carrier, ...response(Number(word)) } : { on: word };

/** Steps a machine through events and draws each step, so that a test reads like the RFC's figure. */
function story<State extends { readonly name: string }, Event>(
  start: Step<State, TransactionEffect>,
  step: (state: State, event: Event, facts: TransactionFacts) => Step<State, TransactionEffect>,
  facts: TransactionFacts,
  events: readonly unknown[],
): readonly string[] {
  let [state, effects] = start;
  const drawn = [`${state.name}: ${effects.map(shown).join(", ")}`];
  for (const event of events) {
    [state, effects] = step(state, event as Event, facts);
    drawn.push(`${state.name}: ${effects.map(shown).join(", ")}`.trimEnd());
  }
  return drawn;
}

const request = (method: string) => makeRequest({ method, uri: "sip:b@b.example", headers: [] });
const words = (text: string): string[] => text.split(" ").filter((word) => word !== "");

const calls = (facts: TransactionFacts, events: string) =>
  story(
    startInviteClient(request("INVITE"), facts),
    stepInviteClient,
    facts,
    words(events).map((word) => eventFor(word, "response")),
  );
const asks = (facts: TransactionFacts, events: string) =>
  story(
    startNonInviteClient(request("OPTIONS"), facts),
    stepNonInviteClient,
    facts,
    words(events).map((word) => eventFor(word, "response")),
  );
const isCalled = (facts: TransactionFacts, events: string) =>
  story(
    startInviteServer,
    stepInviteServer,
    facts,
    words(events).map((word) => eventFor(word, "answer")),
  );
const isAsked = (facts: TransactionFacts, events: string) =>
  story(
    startNonInviteServer,
    stepNonInviteServer,
    facts,
    words(events).map((word) => eventFor(word, "answer")),
  );

const invited = "calling: send INVITE, wake 500";

test("§17.1.1.2 silence on UDP: seven INVITEs, each wait twice the last, then timer B", () =>
  assert.deepEqual(calls(udp, "alarm alarm alarm alarm alarm alarm alarm alarm"), [
    invited,
    "calling: again, wake 1000",
    "calling: again, wake 2000",
    "calling: again, wake 4000",
    "calling: again, wake 8000",
    "calling: again, wake 16000",
    "calling: again, wake 500",
    "over: end, tell timeout",
    "over:",
  ]));

test("a stream resends by itself: one INVITE, then timer B", () =>
  assert.deepEqual(calls(tcp, "alarm"), [
    "calling: send INVITE, wake 32000",
    "over: end, tell timeout",
  ]));

test("any provisional stops the resending, however long the telephone rings", () =>
  assert.deepEqual(calls(udp, "100 180 alarm 180").slice(1), [
    "proceeding: rest, tell 100",
    "proceeding: rest, tell 180",
    "proceeding:",
    "proceeding: rest, tell 180",
  ]));

test("§17.1.1.2 a refusal is told and acknowledged; its repeats get the same ACK for 32 s", () =>
  assert.deepEqual(calls(udp, "486 486").slice(1), [
    "completed: send ACK, bury 32000 sendAgain, tell 486",
    "completed:",
  ]));

test("on a stream a refused INVITE is over at once: timer D is 0", () =>
  assert.deepEqual(calls(tcp, "180 603").at(-1), "completed: send ACK, end, tell 603"));

test("RFC 6026: after a 2xx the user hears further ones for 64·T1, and acknowledges each", () =>
  assert.deepEqual(calls(udp, "180 200").at(-1), "accepted: bury 32000 tell, tell 200"));

test("§9.1 a CANCEL goes at once when a provisional was there", () =>
  assert.deepEqual(calls(udp, "180 cancel 487").slice(2), [
    "cancelling: cancel, wake 32000",
    "completed: send ACK, bury 32000 sendAgain, tell 487",
  ]));

test("§9.1 a CANCEL waits for the first provisional", () =>
  assert.deepEqual(calls(udp, "cancel alarm 100 180 487").slice(1), [
    "unwanted:",
    "unwanted: again, wake 1000",
    "cancelling: cancel, wake 32000, tell 100",
    "cancelling: tell 180",
    "completed: send ACK, bury 32000 sendAgain, tell 487",
  ]));

test("an answer may cross our CANCEL, and is told: ACK and BYE are the user's", () =>
  assert.deepEqual(calls(udp, "180 cancel 200").at(-1), "accepted: bury 32000 tell, tell 200"));

test("an unwanted call that is refused before any provisional needs no CANCEL", () =>
  assert.deepEqual(
    calls(udp, "cancel 486").at(-1),
    "completed: send ACK, bury 32000 sendAgain, tell 486",
  ));

test("§9.1 a cancelled call whose end never comes is given up after 64·T1", () =>
  assert.deepEqual(calls(udp, "180 cancel alarm").at(-1), "over: end, tell timeout"));

test("no way to send an INVITE ends it; a stream lost while it rings does not", () => {
  assert.deepEqual(calls(tcp, "transportFailed").at(-1), "over: end, tell transportFailed");
  assert.deepEqual(calls(tcp, "180 transportFailed 200").slice(2), [
    "proceeding:",
    "accepted: bury 32000 tell, tell 200",
  ]);
});

test("§17.1.2.2 silence on UDP: copies after T1, 2·T1, 4·T1, then every T2, until timer F", () =>
  assert.deepEqual(asks(udp, "alarm ".repeat(11)), [
    "trying: send OPTIONS, wake 500",
    "trying: again, wake 1000",
    "trying: again, wake 2000",
    ...Array(7).fill("trying: again, wake 4000"),
    "trying: again, wake 500",
    "over: end, tell timeout",
  ]));

test("after a provisional a request goes on every T2: timer E does not stop", () =>
  assert.deepEqual(asks(udp, "alarm 100 alarm alarm").slice(1), [
    "trying: again, wake 1000",
    "proceeding: tell 100",
    "proceeding: again, wake 4000",
    "proceeding: again, wake 4000",
  ]));

test("a final response is told once; its repeats are swallowed for T4, on a stream not at all", () => {
  assert.deepEqual(asks(udp, "200 200").slice(1), [
    "completed: bury 5000 absorb, tell 200",
    "completed:",
  ]);
  assert.deepEqual(asks(tcp, "404").at(-1), "completed: end, tell 404");
});

test("a request that cannot leave has failed", () =>
  assert.deepEqual(asks(udp, "transportFailed").at(-1), "over: end, tell transportFailed"));

test("§17.2.1 an INVITE nobody answers in 200 ms gets a 100, and again for each copy", () =>
  assert.deepEqual(isCalled(udp, "request alarm request 180 request"), [
    "trying: wake 200",
    "trying:",
    "proceeding: send 100",
    "proceeding: again",
    "proceeding: send 180",
    "proceeding: again",
  ]));

test("a user who rings at once spares the 100", () =>
  assert.deepEqual(isCalled(udp, "180 alarm").slice(1), [
    "proceeding: send 180, rest",
    "proceeding:",
  ]));

test("§17.2.1 a refusal is sent until its ACK comes, at T1, 2·T1, then every T2", () =>
  assert.deepEqual(isCalled(udp, "486 alarm alarm alarm request alarm ack ack").slice(1), [
    "completed: send 486, wake 500",
    "completed: again, wake 1000",
    "completed: again, wake 2000",
    "completed: again, wake 4000",
    "completed: again",
    "completed: again, wake 4000",
    "confirmed: bury 5000 absorb",
    "confirmed:",
  ]));

test("a refusal without ACK is given up after 64·T1: timer H", () =>
  assert.deepEqual(isCalled(tcp, "486 alarm").slice(1), [
    "completed: send 486, wake 32000",
    "over: end, tell timeout",
  ]));

test("on a stream the ACK of a refusal ends it at once", () =>
  assert.deepEqual(isCalled(tcp, "486 ack").at(-1), "over: end"));

test("the first final response is the only one", () =>
  assert.deepEqual(isCalled(udp, "486 200 487").slice(2), ["completed:", "completed:"]));

test("RFC 6026: a 2xx may be sent again by its user, an INVITE that comes again is swallowed", () =>
  assert.deepEqual(isCalled(udp, "180 200 request 200 486").slice(2), [
    "accepted: send 200, bury 32000 tell",
    "accepted:",
    "accepted: send 200",
    "accepted:",
  ]));

test("§17.2.2 a request that comes again gets the last response, if there was one", () =>
  assert.deepEqual(isAsked(udp, "request 100 request 200 200"), [
    "trying: wake 32000",
    "trying:",
    "proceeding: send 100",
    "proceeding: again",
    "completed: send 200, bury 32000 sendAgain",
    "completed:",
  ]));

test("on a stream an answered request is over at once: timer J is 0", () =>
  assert.deepEqual(isAsked(tcp, "200").at(-1), "completed: send 200, end"));

test("RFC 4320: a request nobody answers ends without a word", () =>
  assert.deepEqual(isAsked(udp, "alarm").at(-1), "over: end"));
