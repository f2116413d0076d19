import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { fromUtf8, utf8 } from "#kit/bytes.ts";
import {
  type Command,
  formatDatagram,
  type Message,
  most,
  parseDatagram,
  type Response,
} from "#server/mgcp/message.ts";

const read = (text: string) => parseDatagram(utf8(text.replaceAll(/\r?\n/g, "\r\n")));
const [sdp, other] = [5004, 5006].map(
  (port) => `v=0\r\nc=IN IP4 198.51.100.7\r\nm=audio ${port} RTP/AVP 0\r\n`,
) as [string, string];

/** One of a message; RFC 3435 appendix F shows each of these kinds. */
const kinds: readonly { readonly is: string; readonly text: string; readonly value: Message }[] = [
  {
    is: "a request for notifications",
    text: "RQNT 4711 aaln/1@hall.example MGCP 1.0\nX: 5F\nR: L/hd(N)\nS:\n",
    value: command("RQNT", 4711, ["X", "5F"], ["R", "L/hd(N)"], ["S", ""]),
  },
  {
    is: "a notification, in small letters, by a gateway that keeps a profile",
    text: "ntfy 8 aaln/1@hall.example mgcp 1.0 NCS 1.0\nx:5F\no:  L/hd,D/9 \n",
    value: {
      ...command("NTFY", 8, ["X", "5F"], ["O", "L/hd,D/9"]),
      profile: "NCS 1.0",
    },
  },
  {
    is: "a connection that is wanted, with where the other end is",
    text: `CRCX 9 aaln/1@[198.51.100.9] MGCP 1.0\nC: A3\nL: p:20, a:PCMU\nM: recvonly\n\n${sdp}`,
    value: {
      ...command("CRCX", 9, ["C", "A3"], ["L", "p:20, a:PCMU"], ["M", "recvonly"]),
      endpoint: { local: "aaln/1", domain: "[198.51.100.9]" },
      descriptions: [sdp],
    },
  },
  {
    is: "a connection that is made, at two endpoints",
    text: `200 9 OK\nI: 1F\nZ2: aaln/2@hall.example\nI2: 20\n\n${sdp}\n${other}`,
    value: {
      ...response(200, 9, ["I", "1F"], ["Z2", "aaln/2@hall.example"], ["I2", "20"]),
      comment: "OK",
      descriptions: [sdp, other],
    },
  },
  {
    is: "a connection that is gone, and what it was like",
    text: "250 12 Connection was deleted\nP: PS=120, OS=19200, PL=2, LA=31\n",
    value: {
      ...response(250, 12, ["P", "PS=120, OS=19200, PL=2, LA=31"]),
      comment: "Connection was deleted",
    },
  },
  {
    is: "a gateway that starts, with words of its maker and of a package",
    text: "RSIP 1 *@hall.example MGCP 1.0\nRM: restart\nRD: 0\nX-Maker: yes\nFXR/gl: 1\n",
    value: {
      ...command("RSIP", 1, ["RM", "restart"], ["RD", "0"], ["X-MAKER", "yes"], ["FXR/GL", "1"]),
      endpoint: { local: "*", domain: "hall.example" },
    },
  },
  {
    is: "an acknowledgement of an answer",
    text: "000 12\n",
    value: response(0, 12),
  },
  {
    is: "a failure that a package names",
    text: "800 13 /SST no such state\n",
    value: { ...response(800, 13), package: "SST", comment: "no such state" },
  },
];

function command(verb: string, id: number, ...parameters: [string, string][]): Command {
  const named = parameters.map(([name, value]) => ({ name, value }));
  const endpoint = { local: "aaln/1", domain: "hall.example" };
  return { is: "command", verb, id, endpoint, parameters: named, descriptions: [] };
}
function response(code: number, id: number, ...parameters: [string, string][]): Response {
  const named = parameters.map(([name, value]) => ({ name, value }));
  return { is: "response", code, id, parameters: named, descriptions: [] };
}

for (const { is, text, value } of kinds)
  test(`${is} is read`, () => assert.deepEqual(read(text), [{ ok: true, value }]));

test("several messages in one datagram are parted by dots, whatever the lines end with", () => {
  const text = "200 7 OK\n.\r\nRQNT 8 a@b MGCP 1.0\rX: 1\n\n.\n.\n250 9\n\n";
  const all = parseDatagram(utf8(text)).map((one) => one.ok && one.value.id);
  assert.deepEqual(all, [7, 8, 9]);
});

test("one that cannot be read does not spoil its neighbours", () => {
  const [first, second] = read("nonsense\n.\n200 7 OK\n");
  assert.equal(first?.ok, false);
  assert.ok(second?.ok);
});

const long = (count: number, text = "x"): string => text.repeat(count);
/** The text, the Problem, and the transaction that can still be answered. */
const bad: readonly (readonly [string, string, number?])[] = [
  ["hello", "mgcp.badCommandLine"],
  ["RQNT 12 aaln/1@b", "mgcp.badCommandLine", 12],
  ["RQNT x aaln/1@b MGCP 1.0", "mgcp.badCommandLine"],
  ["RQNT 1234567890 aaln/1@b MGCP 1.0", "mgcp.badCommandLine"],
  ["REQUEST 12 aaln/1@b MGCP 1.0", "mgcp.badCommandLine"],
  ["RQNT 0 aaln/1@b MGCP 1.0", "mgcp.badTransactionId"],
  ["RQNT 12 aaln/1@b MGCP 2.0", "mgcp.badVersion", 12],
  ["RQNT 12 aaln/1@b MGCP 1.0NCS", "mgcp.badVersion", 12],
  ["RQNT 12 aaln/1 MGCP 1.0", "mgcp.badEndpoint", 12],
  ["RQNT 12 /aaln@b MGCP 1.0", "mgcp.badEndpoint", 12],
  ["RQNT 12 aaln//1@b MGCP 1.0", "mgcp.badEndpoint", 12],
  ["RQNT 12 a@b@c MGCP 1.0", "mgcp.badEndpoint", 12],
  ["RQNT 12 a@b_c MGCP 1.0", "mgcp.badEndpoint", 12],
  [`RQNT 12 ${long(300)}@b MGCP 1.0`, "mgcp.badEndpoint", 12],
  ["RQNT 12 a@b MGCP 1.0\nnothing", "mgcp.badParameter", 12],
  ["RQNT 12 a@b MGCP 1.0\nXYZ: 1", "mgcp.badParameter", 12],
  ["RQNT 12 a@b MGCP 1.0\n: 1", "mgcp.badParameter", 12],
  [`RQNT 12 a@b MGCP 1.0\n${long(61, "X: 1\n")}`, "mgcp.tooBig", 12],
  [`RQNT 12 a@b MGCP 1.0\nX: ${long(4001)}`, "mgcp.tooBig", 12],
  ["CRCX 12 a@b MGCP 1.0\n\nwhat is this", "mgcp.badDescription", 12],
  [`CRCX 12 a@b MGCP 1.0\n\nv=0\n\nv=0\n\nv=0`, "mgcp.tooBig", 12],
  [`CRCX 12 a@b MGCP 1.0\n\nv=${long(4001)}`, "mgcp.tooBig", 12],
  ["200", "mgcp.badCommandLine"],
  ["200 x", "mgcp.badResponseLine"],
  ["200 0 OK", "mgcp.badResponseLine"],
  ["200 1234567890 OK", "mgcp.badResponseLine"],
  ["200 12 OK\nno colon", "mgcp.badParameter"],
  [long(most.octets + 1), "mgcp.tooBig"],
  [long(most.messages + 1, "200 1 OK\n.\n"), "mgcp.tooBig"],
];
for (const [text, code, command] of bad)
  test(`${JSON.stringify(text.slice(0, 60))} is ${code}`, () => {
    const [first] = read(text);
    assert.ok(first && !first.ok);
    assert.deepEqual([first.problem.code, first.problem.command], [code, command]);
  });

const plain = { noNullPrototype: true } as const;
const word = fc.stringMatching(/^[!-~]([ -~]{0,30}[!-~])?$/);
const parameters = fc.array(
  fc.record(
    {
      name: fc.oneof(
        fc.constantFrom("K", "X", "R", "S", "O", "D", "RM", "I2"),
        fc.stringMatching(/^(X[-+]|[A-Z]{1,3}\/)[A-Z0-9]{1,8}$/),
      ),
      value: fc.oneof(fc.constant(""), word),
    },
    plain,
  ),
  { maxLength: 8 },
);
const line = fc.stringMatching(/^[a-z]=[ -~]{0,20}[!-~]$/).map((text) => `${text}\r\n`);
const descriptions = fc.array(
  fc.array(line, { minLength: 1, maxLength: 4 }).map((lines) => lines.join("")),
  { maxLength: 2 },
);
const content = { id: fc.integer({ min: 1, max: 999_999_999 }), parameters, descriptions };
const endpoint = fc.record(
  {
    local: fc.stringMatching(/^[a-zA-Z0-9*$]{1,8}(\/[a-zA-Z0-9*$-]{1,5}){0,3}$/),
    domain: fc.stringMatching(/^([a-z0-9.-]{1,20}|#[0-9]{1,4}|\[[0-9a-f:.]{2,15}\])$/),
  },
  plain,
);
const anyCommand = fc.record(
  {
    is: fc.constant("command" as const),
    verb: fc.stringMatching(/^[A-Z][A-Z0-9]{3}$/),
    endpoint,
    profile: fc.stringMatching(/^[A-Z]{1,5} [0-9]\.[0-9]$/),
    ...content,
  },
  { requiredKeys: ["is", "verb", "endpoint", "id", "parameters", "descriptions"], ...plain },
);
const anyResponse = fc.record(
  {
    is: fc.constant("response" as const),
    code: fc.integer({ min: 0, max: 999 }),
    package: fc.stringMatching(/^[A-Z]{1,4}$/),
    comment: fc.stringMatching(/^[a-zA-Z]([ -~]{0,30}[!-~])?$/),
    ...content,
  },
  { requiredKeys: ["is", "code", "id", "parameters", "descriptions"], ...plain },
);
const messages = fc.array(fc.oneof(anyCommand, anyResponse), { minLength: 1, maxLength: 4 });

test("what is written is read as it was meant", () =>
  fc.assert(
    fc.property(messages, (all) => {
      const back = parseDatagram(formatDatagram(all));
      assert.deepEqual(
        back,
        all.map((value) => ({ ok: true, value })),
      );
    }),
  ));

test("whatever comes is read or is a Problem, and what was read is written so that it reads the same", () =>
  fc.assert(
    fc.property(fc.oneof(fc.uint8Array({ maxLength: 200 }), spoilt()), (bytes) => {
      const good = parseDatagram(bytes).flatMap((one) => (one.ok ? [one.value] : []));
      const again = parseDatagram(formatDatagram(good));
      assert.deepEqual(
        again,
        good.map((value) => ({ ok: true, value })),
      );
    }),
  ));

/** A good datagram with a few octets changed. */
function spoilt(): fc.Arbitrary<Uint8Array> {
  const changes = fc.array(fc.tuple(fc.nat(400), fc.nat(255)), { maxLength: 4 });
  return fc.tuple(messages, changes).map(([all, each]) => {
    const bytes = formatDatagram(all);
    for (const [at, value] of each) if (at < bytes.length) bytes[at] = value;
    return utf8(fromUtf8(bytes));
  });
}
