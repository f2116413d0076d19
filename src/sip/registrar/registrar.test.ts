import assert from "node:assert/strict";
import { test } from "node:test";
import { minutes, seconds, wallTime } from "#kit/time.ts";
import { makeRequest } from "#sip/message/make.ts";
import type { Binding } from "#sip/registrar/binding.ts";
import { register } from "#sip/registrar/registrar.ts";
import type { Flow } from "#sip/transport/flow.ts";

/* A telephone behind a router that forgets: it registers again from another public port. */

const flow = (port: number): Flow => ({
  protocol: "UDP",
  local: { host: "192.0.2.1", port: 5060 },
  remote: { host: "198.51.100.7", port },
});

interface Said {
  readonly by: number;
  readonly contacts: readonly string[];
  readonly callId?: string;
  readonly cseq: number;
  readonly expires?: number;
}

function after(saids: readonly Said[]): readonly string[] {
  let bindings: readonly Binding[] = [];
  for (const { by, contacts, callId = "one", cseq, expires = 600 } of saids) {
    const request = makeRequest({
      method: "REGISTER",
      uri: "sip:192.0.2.1",
      headers: [
        { name: "Via", text: "SIP/2.0/UDP 10.0.0.2;branch=z9hG4bKx" },
        { name: "From", text: "<sip:kitchen@192.0.2.1>;tag=a" },
        { name: "To", text: "<sip:kitchen@192.0.2.1>" },
        { name: "Call-ID", text: callId },
        { name: "CSeq", text: `${cseq} REGISTER` },
        ...contacts.map((text) => ({ name: "Contact", text })),
        { name: "Expires", text: String(expires) },
      ],
    });
    const [now, response] = register(bindings, request, {
      now: wallTime(0),
      flow: flow(by),
      toTag: "t",
      expiry: { least: seconds(30), usual: minutes(10), most: minutes(60) },
      mostBindings: 10,
    });
    assert.equal(response.status, 200);
    bindings = now;
  }
  return bindings.map(({ contact, flow: { remote } }) => `${contact} by ${remote.port}`);
}

const at = (port: number, user = "kitchen"): string => `<sip:${user}@198.51.100.7:${port};ob>`;
const inside = "<sip:kitchen@10.0.0.2:5060>";
const ofOne = ';+sip.instance="<urn:uuid:1>"';
const ofTwo = ';+sip.instance="<urn:uuid:2>"';

const cases: readonly (readonly [string, readonly Said[], readonly string[]])[] = [
  [
    "its own address in the contact: the flow is the new one",
    [
      { by: 20_000, contacts: [inside], cseq: 1 },
      { by: 20_001, contacts: [inside], cseq: 2 },
    ],
    ["sip:kitchen@10.0.0.2:5060 by 20001"],
  ],
  [
    "its public address in the contact: the one of before is no more",
    [
      { by: 20_000, contacts: [at(20_000)], cseq: 1 },
      { by: 20_001, contacts: [at(20_001)], cseq: 2 },
    ],
    ["sip:kitchen@198.51.100.7:20001;ob by 20001"],
  ],
  [
    "the same after a restart of a telephone that has an instance",
    [
      { by: 20_000, contacts: [at(20_000) + ofOne], cseq: 9 },
      { by: 20_001, contacts: [at(20_001) + ofOne], callId: "two", cseq: 1 },
    ],
    ["sip:kitchen@198.51.100.7:20001;ob by 20001"],
  ],
  [
    "taking the old one away afterwards takes nothing else",
    [
      { by: 20_000, contacts: [at(20_000)], cseq: 1 },
      { by: 20_001, contacts: [at(20_001)], cseq: 2 },
      { by: 20_001, contacts: [at(20_000)], cseq: 3, expires: 0 },
    ],
    ["sip:kitchen@198.51.100.7:20001;ob by 20001"],
  ],
  [
    "two telephones with one password stay two",
    [
      { by: 20_000, contacts: [at(20_000)], cseq: 1 },
      { by: 20_001, contacts: [at(20_001)], callId: "two", cseq: 2 },
      { by: 20_002, contacts: [at(20_002) + ofOne], callId: "three", cseq: 3 },
      { by: 20_003, contacts: [at(20_003) + ofTwo], callId: "three", cseq: 4 },
    ],
    [0, 1, 2, 3].map((n) => `sip:kitchen@198.51.100.7:2000${n};ob by 2000${n}`),
  ],
  [
    "another host by the same port is one more contact",
    [
      { by: 20_000, contacts: ["<sip:bob@192.0.2.20>"], cseq: 1 },
      { by: 20_000, contacts: ["<sip:bob@192.0.2.21>"], cseq: 2 },
    ],
    ["sip:bob@192.0.2.20 by 20000", "sip:bob@192.0.2.21 by 20000"],
  ],
  [
    "a telephone with two contacts of its own keeps both",
    [
      { by: 20_000, contacts: [at(20_000)], cseq: 1 },
      { by: 20_000, contacts: [at(20_000, "second")], cseq: 2 },
      { by: 20_000, contacts: [at(20_005), at(20_006)], cseq: 3 },
    ],
    [
      "sip:kitchen@198.51.100.7:20000;ob by 20000",
      "sip:second@198.51.100.7:20000;ob by 20000",
      "sip:kitchen@198.51.100.7:20005;ob by 20000",
      "sip:kitchen@198.51.100.7:20006;ob by 20000",
    ],
  ],
];

for (const [what, said, is] of cases)
  test(`a telephone comes by another port; ${what}`, () => assert.deepEqual(after(said), is));
