import assert from "node:assert/strict";
import { test } from "node:test";
import { openDoor } from "#sip/agent/openDoor.ts";
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
  const door = openDoor(
    ({ local }) => {
      open.push(local.port);
      return () => void open.splice(open.indexOf(local.port), 1);
    },
    () => undefined,
  );
  return { open, door };
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

test("who keeps no flows needs none kept, and what is closed opens no more", () => {
  const { open, door } = doors();
  door.answered(seen("198.51.100.7", { name: "Supported", text: "outbound" }), along(5060));
  assert.deepEqual(open, []);
  door.close();
  door.answered(seen("198.51.100.7"), along(5060));
  assert.deepEqual(open, []);
});
