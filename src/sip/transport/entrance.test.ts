import assert from "node:assert/strict";
import { test } from "node:test";
import { fromUtf8, utf8 } from "#kit/bytes.ts";
import { type Instant, millis } from "#kit/time.ts";
import { Entrance } from "#sip/transport/entrance.ts";
import type { Flow } from "#sip/transport/flow.ts";
import { VirtualClock } from "#world/sim/virtualClock.ts";

const flow: Flow = {
  protocol: "UDP",
  local: { host: "192.0.2.1", port: 5060 },
  remote: { host: "192.0.2.9", port: 5070 },
};

interface What {
  readonly toTag?: string;
  readonly uri?: string;
}

const text = (method: string, branch: number | string, { toTag = "", uri = "sip:ada@a" }: What) =>
  `${method} ${uri} SIP/2.0\r\nVia: SIP/2.0/UDP 192.0.2.9:5070;branch=z9hG4bK${branch}\r\nFrom: <sip:b@b>;tag=1\r\nTo: <${uri}>${toTag}\r\nCall-ID: c${branch}\r\nCSeq: 1 ${method}\r\n\r\n`;

/** A server that works so long at each thing that it serves, in turns of a loop that the test makes. */
function counter(each: number) {
  let [time, worked] = [0, 0];
  const clock = Object.assign(new VirtualClock(), { now: () => time as Instant });
  const turns: (() => void)[] = [];
  const served: string[] = [];
  const sent: { readonly answer: string; readonly port: number }[] = [];
  const known = new Set<string>();
  let turnedAway = 0;
  const entrance = new Entrance({
    clock,
    pace: { worked: () => millis(worked), nextTurn: (act) => turns.push(act) },
    tag: "ours",
    spares: (bytes) => fromUtf8(bytes).includes("911"),
    knows: (key) => known.has(key),
    turnedAway: () => void turnedAway++,
    serve({ bytes }, isLetIn) {
      served.push(
        `${/branch=z9hG4bK(\w+)/.exec(fromUtf8(bytes))?.[1] ?? "?"}${isLetIn ? "" : "?"}`,
      );
      time += each;
      worked += each;
    },
    send: (bytes, { remote }) => sent.push({ answer: fromUtf8(bytes), port: remote.port }),
  });
  const gets = (bytes: string): void =>
    entrance.comes({ bytes: utf8(bytes), flow, at: clock.now() });
  return {
    ...{ entrance, served, sent, known, gets },
    comes: (method: string, branch: number | string, what: What = {}) =>
      gets(text(method, branch, what)),
    turnedAway: () => turnedAway,
    /** The rest of the loop's turn. */
    turns(): void {
      for (const act of turns.splice(0)) act();
    },
    rests(ms: number): void {
      time += ms;
    },
    isQuiet: () => turns.length === 0,
  };
}

const statuses = (sent: readonly { readonly answer: string }[]): readonly string[] =>
  sent.map(({ answer }) => answer.slice(8, 11));

/** More comes than can be done, until some have been refused. */
function crowded() {
  const all = counter(5);
  for (let i = 0; all.turnedAway() === 0; i++) {
    assert.ok(i < 1000, "somebody is refused some time");
    for (let n = 0; n < 4; n++) all.comes("INVITE", `a${i}x${n}`);
    all.turns();
  }
  return all;
}

test("while there is time everything is served as it comes, in that moment", () => {
  const { comes, served, turns, rests, sent, isQuiet } = counter(1);
  for (let i = 0; i < 50; i++) {
    comes("INVITE", i);
    assert.equal(served.at(-1), String(i));
    turns();
    rests(3);
  }
  assert.deepEqual([served.length, sent.length], [50, 0]);
  assert.ok(isQuiet(), "it asks for no turn of its own");
});

test("a burst waits for its turn, in its order, and all of it is served", () => {
  const { comes, served, turns, sent, isQuiet } = counter(1);
  const all = Array.from({ length: 40 }, (_, i) => String(i));
  for (const one of all) comes("INVITE", one);
  assert.deepEqual(served, ["0", "1"], "two milliseconds of work");
  while (!isQuiet()) turns();
  assert.deepEqual(served, all);
  assert.equal(sent.length, 0);
});

test("what goes on already passes those who wait", () => {
  const { comes, gets, served } = counter(5);
  for (let i = 0; i < 4; i++) comes("INVITE", i);
  comes("BYE", "bye", { toTag: ";tag=2" });
  comes("ACK", "ack");
  comes("CANCEL", "cancel");
  gets("SIP/2.0 200 OK\r\nVia: SIP/2.0/UDP 192.0.2.1;branch=z9hG4bKours\r\n\r\n");
  assert.deepEqual(served, ["0", "bye", "ack", "cancel", "ours"]);
});

test("a call for help passes them too, and is never refused", () => {
  const { comes, served, sent } = crowded();
  comes("INVITE", "help", { uri: "sip:911@a" });
  assert.equal(served.at(-1), "help");
  assert.ok(sent.every(({ answer }) => !answer.includes("help")));
});

test("who has waited too long is told when to come again, and everybody is told something", () => {
  const { served, sent, turnedAway, comes, turns, isQuiet } = crowded();
  assert.equal(sent.length, turnedAway());
  assert.match(sent[0]?.answer ?? "", /^SIP\/2\.0 503 [\s\S]*\r\nRetry-After: ([5-9]|10)\r\n/);
  while (!isQuiet()) turns();
  const before = served.length + turnedAway();
  for (let i = 0; i < 100; i++) {
    for (let n = 0; n < 4; n++) comes("INVITE", `b${i}x${n}`);
    turns();
  }
  while (!isQuiet()) turns();
  assert.equal(served.length + turnedAway(), before + 400);
});

test("an ACK of a refusal is for nobody, a copy of what was refused gets the same answer", () => {
  const { sent, served, comes, turns, isQuiet, turnedAway } = crowded();
  while (!isQuiet()) turns();
  const [first] = sent;
  const branch = /branch=z9hG4bK(\w+)/.exec(first?.answer ?? "")?.[1] ?? "";
  const [all, away] = [served.length, turnedAway()];
  comes("ACK", branch, { toTag: ";tag=ours" });
  assert.equal(served.length, all, "it is nobody's");
  comes("INVITE", branch);
  assert.deepEqual(sent.at(-1), first);
  assert.deepEqual([served.length, turnedAway()], [all, away]);
  comes("CANCEL", branch);
  assert.equal(served.at(-1), branch, "it has an answer of its own: 481");
});

test("whoever was refused half a minute ago is forgotten", () => {
  const { sent, served, comes, turns, isQuiet, rests } = crowded();
  while (!isQuiet()) turns();
  const branch = /branch=z9hG4bK(\w+)/.exec(sent[0]?.answer ?? "")?.[1] ?? "";
  for (let i = 0; i < 3; i++) {
    rests(16_000);
    comes("OPTIONS", `later${i}`);
    turns();
  }
  comes("INVITE", branch);
  assert.equal(served.at(-1), branch);
});

test("a copy of an INVITE that goes on is no new call, however long it has waited", () => {
  const { comes, known, served, sent, turns, isQuiet } = crowded();
  known.add("z9hG4bKgoing 192.0.2.9:5070 INVITE");
  comes("INVITE", "going");
  while (!isQuiet()) turns();
  assert.ok(served.includes("going"));
  assert.ok(sent.every(({ answer }) => !answer.includes("going")));
});

test("what takes a reader is left to the other door", () => {
  const { gets, served } = crowded();
  gets(text("INVITE", "odd", {}).replace("From: ", "From:\r\n "));
  assert.equal(served.at(-1), "odd?");
});

test("the answer goes where the Via says, where that asks for no rport", () => {
  const { sent } = crowded();
  assert.deepEqual([...new Set(sent.map(({ port }) => port))], [5070]);
  assert.deepEqual([...new Set(statuses(sent))], ["503"]);
});

test("a registration may wait longer than a call", () => {
  const { comes, sent, turns } = crowded();
  for (let i = 0; i < 30; i++) {
    comes("INVITE", `i${i}`);
    comes("REGISTER", `r${i}`);
    turns();
  }
  const refused = sent.map(({ answer }) => /CSeq: 1 (\w+)/.exec(answer)?.[1]);
  assert.ok(refused.filter((one) => one === "INVITE").length > 0);
  assert.equal(refused.filter((one) => one === "REGISTER").length, 0);
});

test("the share that is turned away is known, and forgotten when there is time again", () => {
  const { entrance, comes, turns, rests } = crowded();
  for (let i = 0; i < 100; i++) {
    for (let n = 0; n < 4; n++) comes("INVITE", `c${i}x${n}`);
    turns();
  }
  const share = entrance.share();
  assert.ok(share > 0.6 && share < 0.9, `${share}: of four, one can be served`);
  rests(1001);
  assert.equal(entrance.share(), 0);
});
