import assert from "node:assert/strict";
import { test } from "node:test";
import type { Cancel } from "#kit/listeners.ts";
import type { AskOpen } from "#sip/agent/askedOpen.ts";
import { openDoor } from "#sip/agent/openDoor.ts";
import type { Answer } from "#sip/agent/userAgent.ts";
import { makeRequest } from "#sip/message/make.ts";
import type { SipResponse } from "#sip/message/message.ts";
import { respond } from "#sip/message/response.ts";
import type { Flow } from "#sip/transport/flow.ts";

const along = (port: number, protocol: Flow["protocol"] = "UDP"): Flow => ({
  protocol,
  local: { host: "10.0.0.2", port },
  remote: { host: "203.0.113.10", port: 5060 },
});

/** To a REGISTER that was seen there. */
function seen(received: string, more = { name: "Require", text: "outbound" }): SipResponse {
  const via = `SIP/2.0/UDP 10.0.0.2:5060;branch=z9hG4bKa;rport=5060;received=${received}`;
  const headers = [{ name: "Via", text: via }];
  const register = makeRequest({ method: "REGISTER", uri: "sip:maple.example", headers });
  return respond(register, 200, { headers: [more] });
}

function doors() {
  const open: number[] = [];
  const asked: number[] = [];
  let lost = 0;
  let told: (answer: Answer) => void = () => undefined;
  const along =
    (all: number[]) =>
    ({ local }: Flow): Cancel => {
      all.push(local.port);
      return () => void all.splice(all.indexOf(local.port), 1);
    };
  const askOpen: AskOpen = (flow, answered) => {
    told = answered;
    return along(asked)(flow);
  };
  const door = openDoor({ keepOpen: along(open), askOpen }, () => {
    lost += 1;
  });
  return { open, asked, door, told: (answer: Answer) => told(answer), lost: () => lost };
}

test("a registration that goes by another flow keeps that one open, and the one before no more", () => {
  const { open, door } = doors();
  door.answered(seen("198.51.100.7"), along(5060));
  door.answered(seen("198.51.100.7"), along(5060));
  assert.deepEqual(open, [5060]);
  door.answered(seen("198.51.100.7"), along(5062));
  assert.deepEqual(open, [5062]);
  door.answered(seen("10.0.0.2"), along(5060));
  assert.deepEqual(open, [], "behind no router any more");
  door.answered(seen("198.51.100.7"), along(5064));
  door.answered(seen("198.51.100.7"), along(5064, "TCP"));
  assert.deepEqual(open, [], "a stream keeps itself");
  door.close();
});

const none = { name: "Supported", text: "outbound" };
const optionsAnswer = (received: string): Answer =>
  ({ on: "response", response: seen(received, none) }) as Answer;
const silence: Answer = { on: "failed", why: "timeout" };

test("who keeps no flows is asked instead, and only while behind a router", () => {
  const { open, asked, door } = doors();
  door.answered(seen("198.51.100.7", none), along(5060));
  door.answered(seen("198.51.100.7", none), along(5060));
  assert.deepEqual([open, asked], [[], [5060]]);
  door.answered(seen("198.51.100.7"), along(5060));
  assert.deepEqual([open, asked], [[5060], []], "it keeps them now");
  door.answered(seen("10.0.0.2", none), along(5060));
  assert.deepEqual([open, asked], [[], []]);
  door.answered(seen("198.51.100.7", none), along(5060));
  door.close();
  assert.deepEqual(asked, []);
  door.answered(seen("198.51.100.7", none), along(5060));
  assert.deepEqual([open, asked], [[], []], "what is closed opens no more");
});

test("an answer that saw us elsewhere is a loss, and so is silence behind answers; silence alone is none", () => {
  const { door, told, lost } = doors();
  door.answered(seen("198.51.100.7", none), along(5060));
  for (const answer of [silence, silence, optionsAnswer("198.51.100.7")]) told(answer);
  assert.equal(lost(), 0);
  told(optionsAnswer("198.51.100.8"));
  assert.equal(lost(), 1);
  told(optionsAnswer("198.51.100.8"));
  assert.equal(lost(), 1, "once");
  told(silence);
  told(silence);
  assert.equal(lost(), 2);
});
