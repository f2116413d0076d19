import assert from "node:assert/strict";
import { test } from "node:test";
import { millis, seconds } from "#kit/time.ts";
import type { TransactionLimits } from "#sip/agent/ground.ts";
import {
  carrier,
  incoming,
  layerTown,
  only,
  phone,
  request,
  servingTown,
} from "#sip/agent/layerTown.ts";
import { flowOf, udpFrom } from "#sip/agent/scriptedTransports.ts";
import { topVia } from "#sip/headers/via.ts";
import { ackForRefusal } from "#sip/message/ack.ts";
import { cancelFor } from "#sip/message/cancel.ts";
import type { SipRequest, SipResponse } from "#sip/message/message.ts";
import { respond } from "#sip/message/response.ts";
import type { Arrival } from "#sip/transport/transport.ts";
import { VirtualClock } from "#world/sim/virtualClock.ts";

const town = (limits?: Partial<TransactionLimits>) => layerTown(new VirtualClock(), limits);
const serving = (limits?: Partial<TransactionLimits>) => servingTown(new VirtualClock(), limits);

test("a request gets our Via with a fresh branch and rport, and goes to the first hop", () => {
  const { ask, last, log } = town();
  ask("OPTIONS");
  ask("OPTIONS");
  assert.deepEqual(log.slice(0, 1), ["0 OPTIONS > 192.0.2.7:5060"]);
  const via = topVia(last());
  assert.equal(`${via?.transport} ${via?.host}:${via?.port}`, "UDP 192.0.2.1:5060");
  assert.match(via?.params.get("branch") ?? "", /^z9hG4bK[\da-f]{24}$/);
  assert.equal(via?.params.has("rport"), true);
});

test("nothing is told before `send` has returned, and then in order", () => {
  const { ask, answers, told, clock } = town();
  ask("OPTIONS");
  assert.deepEqual(told, []);
  answers(100);
  answers(200);
  clock.runs(millis(0));
  assert.deepEqual(told, ["0 sent", "0 100", "0 200"]);
});

test("a copy of a final response is told once", () => {
  const { ask, answers, told, layer } = town();
  ask("OPTIONS");
  answers(200);
  answers(200);
  assert.deepEqual(told, ["0 sent", "0 200"]);
  assert.equal(layer.live, 0);
});

test("§18.1.1 a request over 1,300 bytes goes by TCP, or by UDP where TCP is refused", () => {
  const { ask, log, transports } = town();
  const big = new Uint8Array(1400).fill(97);
  ask("MESSAGE", only, big);
  transports.dead.add("TCP 192.0.2.7");
  ask("MESSAGE", only, big);
  assert.deepEqual(log, ["0 MESSAGE > 192.0.2.7:5060 TCP", "0 MESSAGE > 192.0.2.7:5060"]);
});

test("a registered telephone is reached along its flow alone, whatever the size", () => {
  const { ask, log, told, clock } = town();
  ask("MESSAGE", { to: "flow", flow: phone }, new Uint8Array(1400).fill(97));
  clock.runs(seconds(40));
  assert(log.every((line) => line.endsWith("> 192.0.2.9:5060")));
  assert.deepEqual(told, ["0 sent", "32000 failed timeout"]);
});

test("a refusal's copies are acknowledged each time, without the user", () => {
  const { ask, answers, log, told, transports, clock } = town();
  ask("INVITE", only);
  const invite = transports.sent[0] as SipRequest;
  answers(486, invite);
  answers(486, invite);
  clock.runs(seconds(33));
  answers(486, invite);
  assert.deepEqual(log, [
    "0 INVITE > 192.0.2.7:5060",
    "0 ACK > 192.0.2.7:5060",
    "0 ACK > 192.0.2.7:5060",
  ]);
  assert.deepEqual(told, ["0 sent", "0 486"]);
});

test("RFC 6026: every 2xx to an INVITE is told for 64·T1, then it is a stray", () => {
  const { ask, answers, told, layer, transports, clock } = town();
  const strays: Arrival[] = [];
  layer.strays((arrival) => strays.push(arrival));
  ask("INVITE", only);
  const invite = transports.sent[0] as SipRequest;
  answers(200, invite);
  answers(200, invite);
  clock.runs(seconds(33));
  answers(200, invite);
  assert.deepEqual(told, ["0 sent", "0 200", "0 200"]);
  assert.equal(strays.length, 1);
});

test("§9.1 a CANCEL waits for a provisional, with the INVITE's branch and a reason", () => {
  const { ask, answers, log, transports, told } = town();
  const call = ask("INVITE", only);
  const invite = transports.sent[0] as SipRequest;
  call.cancel([{ name: "Reason", text: "SIP;cause=200" }]);
  assert.equal(log.length, 1);
  answers(180, invite);
  const cancel = transports.sent[1] as SipRequest;
  assert.deepEqual([cancel.method, cancel.lines("Reason")], ["CANCEL", ["SIP;cause=200"]]);
  assert.deepEqual(cancel.lines("Via"), invite.lines("Via"));
  answers(200, cancel);
  answers(487, invite);
  assert.deepEqual(told, ["0 sent", "0 180", "0 487"]);
  assert.equal(log.at(-1), "0 ACK > 192.0.2.7:5060");
});

test("§9.1 a cancelled call whose 487 never comes fails after 64·T1, and tries no other hop", () => {
  const { ask, answers, told, transports, clock, layer } = town();
  const call = ask("INVITE");
  answers(180);
  call.cancel();
  answers(200);
  clock.runs(seconds(33));
  assert.deepEqual(told, ["0 sent", "0 180", "32000 failed timeout"]);
  assert.equal(layer.live, 0);
  assert.equal(transports.sent.filter((message) => message.kind === "request").length, 2);
});

test("a 2xx that crosses our CANCEL is told", () => {
  const { ask, answers, told, transports } = town();
  const call = ask("INVITE", only);
  const invite = transports.sent[0] as SipRequest;
  answers(180);
  call.cancel();
  answers(200, invite);
  assert.equal(told.at(-1), "0 200");
});

test("nobody listens any more: the protocol goes on", () => {
  const { ask, answers, told, log } = town();
  ask("INVITE", only).forget();
  answers(486);
  assert.deepEqual([told, log.at(-1)], [[], "0 ACK > 192.0.2.7:5060"]);
});

test("what is sent alone gets a Via and nothing more", () => {
  const { layer, log, clock, last } = town();
  layer.sendAlone({ destination: carrier, make: () => request("ACK") });
  clock.runs(seconds(40));
  assert.deepEqual(log, ["0 ACK > 192.0.2.7:5060"]);
  assert.match(topVia(last())?.params.get("branch") ?? "", /^z9hG4bK/);
});

test("an INVITE nobody answers in 200 ms gets its 100; its copies get it again", () => {
  const { transports, log, clock, served } = serving();
  transports.arrives(incoming("INVITE"), phone);
  clock.runs(millis(500));
  transports.arrives(incoming("INVITE"), phone);
  assert.deepEqual(log, ["200 100 > 192.0.2.9:5060", "500 100 > 192.0.2.9:5060"]);
  assert.equal(served.length, 1);
});

test("a refusal is sent again until its ACK comes", () => {
  const { transports, log, clock, served, layer } = serving();
  const acks: Arrival[] = [];
  layer.acks((ack) => acks.push(ack));
  const invite = incoming("INVITE");
  transports.arrives(invite, phone);
  const refusal = respond(invite, 486, { toTag: "t" });
  served[0]?.answer(refusal);
  clock.runs(millis(600));
  transports.arrives(ackForRefusal(invite, refusal), phone);
  transports.arrives(ackForRefusal(invite, refusal), phone);
  clock.runs(seconds(40));
  assert.deepEqual(log, ["0 486 > 192.0.2.9:5060", "500 486 > 192.0.2.9:5060"]);
  assert.deepEqual([acks.length, layer.live, clock.pending], [0, 0, 0]);
});

test("an ACK for a 2xx is the user's, also when it has the INVITE's branch; without one, timer L is told", () => {
  const { transports, clock, served, layer, log } = serving();
  const acks: Arrival[] = [];
  layer.acks((ack) => acks.push(ack));
  const invite = incoming("INVITE");
  transports.arrives(invite, phone);
  const over: number[] = [];
  served[0]?.over(() => over.push(clock.now()));
  const answer = respond(invite, 200, { toTag: "t" });
  served[0]?.answer(answer);
  served[0]?.answer(answer);
  transports.arrives(invite, phone);
  transports.arrives(ackForRefusal(invite, answer), phone);
  transports.arrives(incoming("ACK", "SIP/2.0/UDP 192.0.2.9;branch=z9hG4bKb;rport"), phone);
  clock.runs(seconds(40));
  assert.deepEqual(log, ["0 200 > 192.0.2.9:5060", "0 200 > 192.0.2.9:5060"]);
  assert.deepEqual([acks.length, over], [2, [32000]]);
});

test("§9.2 a CANCEL is answered 200 with the call's tag, and told; without a call it is 481", () => {
  const { transports, served, log, last } = serving();
  const invite = incoming("INVITE");
  transports.arrives(cancelFor(incoming("INVITE", "SIP/2.0/UDP 192.0.2.9;branch=z9hG4bKz")), phone);
  transports.arrives(invite, phone);
  const cancelled: SipRequest[] = [];
  served[0]?.cancelled((cancel) => cancelled.push(cancel));
  served[0]?.answer(respond(invite, 180, { toTag: "ours" }));
  transports.arrives(cancelFor(invite), phone);
  transports.arrives(cancelFor(invite), phone);
  assert.deepEqual(
    log.map((line) => line.split(" ")[1]),
    ["481", "180", "200", "200"],
  );
  assert.equal(cancelled.length, 1);
  assert.match(last().lines("To")[0] ?? "", /tag=ours/);
});

test("a CANCEL behind the final response changes nothing", () => {
  const { transports, served, log } = serving();
  const invite = incoming("INVITE");
  transports.arrives(invite, phone);
  const cancelled: SipRequest[] = [];
  served[0]?.cancelled((cancel) => cancelled.push(cancel));
  served[0]?.answer(respond(invite, 200, { toTag: "ours" }));
  transports.arrives(cancelFor(invite), phone);
  assert.deepEqual([log.at(-1), cancelled.length], ["0 200 > 192.0.2.9:5060", 0]);
});

test("RFC 3581: without rport the answer goes to the port of the sent-by", () => {
  const { transports, served, log } = serving();
  const asked = incoming("OPTIONS", "SIP/2.0/UDP pc.example:5099;branch=z9hG4bKb");
  transports.arrives(asked, udpFrom("192.0.2.9", 40_000));
  served[0]?.answer(respond(asked, 200, { toTag: "t" }));
  assert.deepEqual(log, ["0 200 > 192.0.2.9:5099"]);
});

test("§18.2.2 when the request's stream is gone, the answer opens one to the sent-by", () => {
  const { transports, served, log } = serving();
  const asked = incoming("OPTIONS", "SIP/2.0/TCP pc.example:5099;branch=z9hG4bKb");
  const flow = flowOf({ protocol: "TCP", remote: { host: "192.0.2.9", port: 40_000 } });
  transports.arrives(asked, flow);
  transports.loses(flow);
  served[0]?.answer(respond(asked, 200, { toTag: "t" }));
  assert.deepEqual(log, ["0 200 > 192.0.2.9:5099 TCP"]);
});

test("an answered request's copies get the same answer for 64·T1, and then are new", () => {
  const { transports, served, log, clock } = serving();
  const asked = incoming("OPTIONS");
  transports.arrives(asked, phone);
  served[0]?.answer(respond(asked, 200, { toTag: "t" }));
  transports.arrives(asked, phone);
  clock.runs(seconds(33));
  transports.arrives(asked, phone);
  assert.deepEqual([log.length, served.length], [2, 2]);
});

test("what sanity refuses is answered without a user, what nobody could answer is dropped", () => {
  const { transports, served, log, layer } = serving();
  transports.arrives(broken("SIP/7.0"), phone);
  transports.arrives(broken("SIP/2.0", "Call-ID"), phone);
  transports.arrives(broken("SIP/2.0", "Via"), phone);
  assert.deepEqual(log, ["0 505 > 192.0.2.9:5060", "0 400 > 192.0.2.9:5060"]);
  assert.equal(served.length, 0);
  assert.deepEqual([layer.counts.refused, layer.counts.dropped], [2, 1]);
});
const broken = (version: string, without = "-"): string =>
  new TextDecoder()
    .decode(incoming("OPTIONS").bytes)
    .replace("SIP/2.0\r\nVia", `${version}\r\nVia`)
    .replace(new RegExp(`${without}: .*\r\n`), "");

test("nobody serves: 503 with Retry-After", () => {
  const { transports, log, last } = town();
  transports.arrives(incoming("INVITE"), phone);
  assert.equal(log[0], "0 503 > 192.0.2.9:5060");
  assert.deepEqual(last().lines("Retry-After"), ["5"]);
});

test("one source may not have everything: 503; above all limits requests are dropped", () => {
  const { transports, log, served, layer } = serving({ live: 3, livePerSource: 2 });
  for (const n of [1, 2, 3])
    transports.arrives(incoming("INVITE", `SIP/2.0/UDP 192.0.2.9;branch=z9hG4bK${n};rport`), phone);
  for (const n of [4, 5])
    transports.arrives(
      incoming("INVITE", `SIP/2.0/UDP 192.0.2.10;branch=z9hG4bK${n};rport`),
      udpFrom("192.0.2.10"),
    );
  assert.deepEqual(log, ["0 503 > 192.0.2.9:5060"]);
  assert.deepEqual([served.length, layer.live], [3, 3]);
  assert.deepEqual([layer.counts.limited, layer.counts.dropped], [1, 1]);
});

test("where all limits are reached a call for help has room still, but not without end", () => {
  const limits = { live: 4, livePerSource: 2, moreForHelp: 1 };
  const { transports, log, served, layer } = serving(limits);
  let n = 0;
  const comes = (host: string, uri?: string): number => {
    const before = served.length;
    const via = `SIP/2.0/UDP ${host};branch=z9hG4bK${++n};rport`;
    transports.arrives(incoming("INVITE", via, uri === undefined ? {} : { uri }), udpFrom(host));
    return served.length - before;
  };
  for (const host of ["192.0.2.9", "192.0.2.9", "192.0.2.10"]) assert.equal(comes(host), 1);
  assert.equal(comes("192.0.2.9"), 0);
  assert.equal(comes("192.0.2.9", "urn:service:sos"), 1, "its source has too many, all have not");
  assert.equal(comes("192.0.2.9", "urn:service:sos.fire"), 0);
  assert.deepEqual(log, ["0 503 > 192.0.2.9:5060", "0 503 > 192.0.2.9:5060"]);
  assert.equal(comes("192.0.2.11"), 0);
  assert.equal(comes("192.0.2.11", "urn:service:sos"), 1, "all have too many");
  assert.equal(comes("192.0.2.12", "urn:service:sos"), 0);
  assert.deepEqual([layer.counts.limited, layer.counts.dropped], [2, 2]);
});

test("tombstones are bounded: the oldest goes first", () => {
  const { transports, served, clock } = serving({ tombstones: 1 });
  const asked = [1, 2].map((n) =>
    incoming("OPTIONS", `SIP/2.0/UDP 192.0.2.9;branch=z9hG4bK${n};rport`),
  );
  for (const one of asked) {
    transports.arrives(one, phone);
    served.at(-1)?.answer(respond(one, 200, { toTag: "t" }));
  }
  for (const one of asked.toReversed()) transports.arrives(one, phone);
  assert.equal(served.length, 3);
  clock.runs(seconds(70));
  assert.equal(clock.pending, 0);
});

test("after a call and its tombstones nothing is left, nor after `close`", () => {
  const { ask, answers, clock, layer } = town();
  ask("INVITE", only);
  answers(486);
  assert.equal(layer.live, 0);
  clock.runs(seconds(33));
  assert.equal(clock.pending, 0);
  ask("INVITE", only);
  layer.close();
  assert.equal(clock.pending, 0);
});

test("who has no time left turns away what is new, with when to come again, and nothing else", () => {
  let busy = 1;
  const { transports, served, last, clock, layer } = servingTown(
    new VirtualClock(),
    {},
    { sinceLast: () => busy },
  );
  let n = 0;
  const comes = (
    method: string,
    more?: { readonly uri?: string; readonly toTag?: string },
  ): number => {
    const before = served.length;
    const via = `SIP/2.0/UDP 192.0.2.9;branch=z9hG4bK${++n};rport`;
    transports.arrives(incoming(method, via, more), phone);
    return served.length - before;
  };
  const often = (method: string): number => {
    let taken = 0;
    for (let i = 0; i < 100; i++) {
      taken += comes(method);
      clock.runs(millis(10));
    }
    return taken;
  };
  assert.equal(often("INVITE"), 100, "a second is not yet too long");
  const taken = often("INVITE") + often("REGISTER");
  assert.ok(taken > 20 && taken < 180, `${taken}`);
  assert.equal(layer.counts.turnedAway, 200 - taken);
  clock.runs(millis(200));
  while (comes("INVITE") === 1);
  assert.equal(last<SipResponse>().status, 503);
  assert.deepEqual(last().lines("Retry-After"), ["5"]);
  for (let i = 0; i < 20; i++) {
    assert.equal(comes("INVITE", { uri: "urn:service:sos" }), 1);
    assert.equal(comes("BYE", { toTag: ";tag=2" }), 1);
  }
  busy = 0.2;
  clock.runs(seconds(1));
  for (let i = 0; i < 5; i++) often("INVITE");
  assert.equal(often("INVITE"), 100);
});
