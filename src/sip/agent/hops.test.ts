import assert from "node:assert/strict";
import { test } from "node:test";
import { millis, seconds } from "#kit/time.ts";
import { layerTown } from "#sip/agent/layerTown.ts";
import { udpFrom } from "#sip/agent/scriptedTransports.ts";
import { topVia } from "#sip/headers/via.ts";
import type { SipRequest } from "#sip/message/message.ts";
import { respond } from "#sip/message/response.ts";
import { flowKey } from "#sip/transport/flow.ts";
import { VirtualClock } from "#world/sim/virtualClock.ts";

const town = () => layerTown(new VirtualClock());

test("RFC 3263 §4.3: a hop that is silent to four copies of an INVITE gives way to the next, which has all of 64·T1", () => {
  const { ask, told, log, clock, transports } = town();
  ask("INVITE");
  clock.runs(millis(4500));
  const first = log.filter((line) => line.endsWith("192.0.2.7:5060"));
  assert.deepEqual(
    first.map((line) => line.split(" ")[0]),
    ["0", "500", "1500", "3500"],
  );
  assert.equal(log.at(4), "4000 INVITE > 192.0.2.8:5060");
  const branches = transports.sent.map((message) => topVia(message)?.params.get("branch"));
  assert.equal(new Set(branches).size, 2);
  clock.runs(seconds(36));
  assert.deepEqual(told, ["0 sent", "4000 sent", "36000 failed timeout"]);
});

test("another request is not hurried: a hop has 64·T1 to answer it", () => {
  const { ask, log, clock } = town();
  ask("OPTIONS");
  clock.runs(seconds(33));
  assert.equal(log.at(-1), "32500 OPTIONS > 192.0.2.8:5060");
});

test("a hop that says 100 in time is waited for", () => {
  const { ask, answers, told, clock } = town();
  ask("INVITE");
  answers(100);
  clock.runs(seconds(100));
  assert.deepEqual(told, ["0 sent", "0 100"]);
});

test("a hop that speaks when it has been given up is cancelled, and its refusal acknowledged and not told", () => {
  const { ask, answers, told, log, clock, transports, layer } = town();
  ask("INVITE");
  clock.runs(seconds(5));
  const late = transports.sent[0] as SipRequest;
  answers(180, late);
  assert.equal(log.at(-1), "5000 CANCEL > 192.0.2.7:5060");
  answers(200, transports.sent.at(-1) as SipRequest);
  answers(487, late);
  assert.equal(log.at(-1), "5000 ACK > 192.0.2.7:5060");
  answers(486, transports.sent[5] as SipRequest, udpFrom("192.0.2.8"));
  assert.deepEqual(told, ["0 sent", "4000 sent", "5000 486"]);
  clock.runs(seconds(40));
  assert.equal(layer.live, 0);
});

test("somebody lifts at a hop that has been given up: told, and the next hop is cancelled", () => {
  const { ask, answers, told, log, clock, transports } = town();
  ask("INVITE");
  clock.runs(seconds(5));
  const [late, next] = [transports.sent[0] as SipRequest, transports.sent[4] as SipRequest];
  answers(180, next, udpFrom("192.0.2.8"));
  answers(200, late);
  assert.deepEqual(told.slice(-2), ["5000 180", "5000 200"]);
  assert.equal(log.at(-1), "5000 CANCEL > 192.0.2.8:5060");
});

test("a call that is given up meanwhile asks no other hop", () => {
  const { ask, log, clock } = town();
  ask("INVITE").cancel();
  clock.runs(seconds(33));
  assert(log.every((line) => line.endsWith("192.0.2.7:5060")));
});

test("a hop that did not answer is asked last for five minutes, and first again when it speaks", () => {
  const { ask, answers, log, clock, transports } = town();
  const asks = (): string => {
    ask("OPTIONS");
    const to = log.at(-1) ?? "";
    answers(200);
    return to;
  };
  ask("INVITE");
  clock.runs(seconds(5));
  assert.equal(asks(), "5000 OPTIONS > 192.0.2.8:5060");
  const [late, next] = [transports.sent[0] as SipRequest, transports.sent[4] as SipRequest];
  answers(486, next, udpFrom("192.0.2.8"));
  answers(100, late);
  assert.equal(asks(), "5000 OPTIONS > 192.0.2.7:5060");
  clock.runs(seconds(60)); // nor does it end the call that was taken back
  assert.equal(asks(), "65000 OPTIONS > 192.0.2.8:5060");
  clock.runs(seconds(280));
  assert.equal(asks(), "345000 OPTIONS > 192.0.2.7:5060");
});

test("§21.5.4 a 503 with Retry-After sends others elsewhere for so long", () => {
  const { ask, log, clock, transports, last } = town();
  ask("INVITE");
  const headers = [{ name: "Retry-After", text: "60" }];
  transports.arrives(
    respond(last<SipRequest>(), 503, { toTag: "t", headers }),
    udpFrom("192.0.2.7"),
  );
  ask("MESSAGE");
  assert.equal(log.at(-1), "0 MESSAGE > 192.0.2.8:5060");
  clock.runs(seconds(61));
  ask("MESSAGE");
  assert.match(log.at(-1) ?? "", /MESSAGE > 192.0.2.7:5060$/);
});

test("a hop that says 503 gives way to the next; the last one's 503 is told", () => {
  const { ask, answers, told, log, last } = town();
  ask("INVITE");
  answers(503);
  assert.deepEqual(log, [
    "0 INVITE > 192.0.2.7:5060",
    "0 ACK > 192.0.2.7:5060",
    "0 INVITE > 192.0.2.8:5060",
  ]);
  answers(503, last(), udpFrom("192.0.2.8"));
  assert.deepEqual(told, ["0 sent", "0 sent", "0 503"]);
});

test("a hop that cannot be reached gives way at once", () => {
  const { ask, told, log, transports, clock } = town();
  transports.dead.add("UDP 192.0.2.7");
  transports.dead.add(flowKey(udpFrom("192.0.2.8")));
  ask("OPTIONS");
  clock.runs(seconds(1));
  assert.deepEqual([told, log], [["0 sent", "0 failed unreachable"], []]);
});

test("an ICMP error moves a request on to the next hop", () => {
  const { ask, log, transports } = town();
  ask("OPTIONS");
  transports.loses(udpFrom("192.0.2.7"));
  assert.equal(log.at(-1), "0 OPTIONS > 192.0.2.8:5060");
});
