import assert from "node:assert/strict";
import { test } from "node:test";
import {
  branchMark,
  connectionMark,
  holderOf,
  homeOf,
  spread,
  takerOf,
} from "#exchange/workers/ownership.ts";
import { utf8 } from "#kit/bytes.ts";
import { usualLimits } from "#sip/message/limits.ts";
import type { SipMessage } from "#sip/message/message.ts";
import { parseMessage } from "#sip/message/parse.ts";

function message(first: string, lines: readonly string[]): SipMessage {
  const text = [first, ...lines, "Content-Length: 0", "", ""].join("\r\n");
  const read = parseMessage(utf8(text), usualLimits);
  if (!read.ok) throw new Error(read.problem.detail);
  return read.value;
}

const about = (method: string, { callId = "a@b", to = "ada", branch = "z9hG4bKx" } = {}) => [
  `Via: SIP/2.0/UDP 192.0.2.9;branch=${branch}`,
  `From: <sip:ben@maple.example>;tag=1`,
  `To: <sip:${to}@maple.example>`,
  `Call-ID: ${callId}`,
  `CSeq: 1 ${method}`,
];
const request = (method: string, more: Parameters<typeof about>[1] = {}): SipMessage =>
  message(`${method} sip:ada@maple.example SIP/2.0`, about(method, more));
const response = (branch: string): SipMessage =>
  message("SIP/2.0 200 OK", about("INVITE", { branch }));

const names: Readonly<Record<string, string>> = { "201": "ada" };
const home = (of: SipMessage, count = 4) => homeOf(of, count, (user) => names[user] ?? user);

test("all requests of one call have one home, whoever sends them along whatever", () => {
  for (const callId of ["a@b", "9f2c", "Ünïcode", ""]) {
    const homes = ["INVITE", "ACK", "CANCEL", "BYE", "UPDATE", "OPTIONS", "MESSAGE"].map((method) =>
      home(request(method, { callId })),
    );
    assert.equal(new Set(homes).size, 1, callId);
  }
});

test("a user's registrations have one home, by whichever of the user's names and Call-IDs they come", () => {
  const homes = [
    request("REGISTER", { to: "ada", callId: "1" }),
    request("REGISTER", { to: "ada", callId: "2" }),
    request("REGISTER", { to: "201", callId: "3" }),
  ].map((one) => home(one));
  assert.deepEqual(new Set(homes), new Set([spread("ada", 4)]));
});

test("what only one may keep goes to the first", () => {
  for (const callId of ["a", "b", "c", "d"])
    for (const method of ["PUBLISH", "SUBSCRIBE"])
      assert.equal(home(request(method, { callId })), 0);
});

const branches: readonly (readonly [branch: string, home: number | undefined])[] = [
  [`z9hG4bK${branchMark(0)}c0ffee`, 0],
  [`z9hG4bK${branchMark(3)}c0ffee.9a`, 3],
  [`z9hG4bK${branchMark(4)}c0ffee`, undefined], // there is no such worker
  ["z9hG4bKw-1", undefined],
  ["z9hG4bKw9999-1", undefined],
  ["z9hG4bKc0ffee", undefined],
  ["c0ffee", undefined],
];
for (const [branch, worker] of branches)
  test(`a response with the branch ${branch} belongs to ${worker ?? "whoever gets it"}`, () =>
    assert.equal(home(response(branch)), worker));

test("calls are spread evenly", () => {
  const shares = [0, 0, 0, 0];
  for (let n = 0; n < 4000; n++) {
    const of = spread(`${(n * 2654435761) >>> 0}@192.0.2.${n % 250}`, 4);
    shares[of] = (shares[of] ?? 0) + 1;
  }
  for (const share of shares) assert.ok(share > 850 && share < 1150, String(shares));
});

const takers: readonly (readonly [home: number, ready: readonly number[], taker: number])[] = [
  [2, [0, 1, 2, 3], 2],
  [2, [0, 1, 3], 3],
  [3, [0, 1], 0],
  [1, [], 1], // nobody is ready: who asks keeps it until somebody is
];
for (const [of, ready, taker] of takers)
  test(`of worker ${of} worker ${taker} takes it while ${ready.join(" and ") || "nobody"} can`, () =>
    assert.equal(
      takerOf(of, 4, (n) => ready.includes(n), 1),
      taker,
    ));

test("a connection's name says who holds it", () => {
  assert.equal(holderOf(`${connectionMark(2, "f00d")}c5`), 2);
  assert.equal(holderOf("c5"), undefined);
});
