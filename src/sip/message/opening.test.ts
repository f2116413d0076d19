import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { test } from "node:test";
import fc from "fast-check";
import { fromUtf8, utf8 } from "#kit/bytes.ts";
import { firstHop, isResponse, mayBeHelp, openingOf, refusedUnread } from "#sip/message/opening.ts";
import { parseMessage } from "#sip/message/parse.ts";
import { respond } from "#sip/message/response.ts";
import { serverKey, serverKeyOf } from "#sip/transaction/key.ts";
import { responseFlow, withReceived } from "#sip/transport/responsePath.ts";

const remote = { host: "192.0.2.9", port: 40_000 };
const flow = { protocol: "UDP", local: { host: "192.0.2.1", port: 5060 }, remote } as const;
const said = { remote, tag: "ours", retryAfter: 7 };

interface Lines {
  readonly method?: string;
  readonly via?: string;
  readonly to?: string;
  readonly more?: string;
}

const usualVia = "Via: SIP/2.0/UDP 192.0.2.9:5070;branch=z9hG4bKa;rport";
const text = ({ method = "INVITE", via = usualVia, to = "To: <sip:b@b>", more = "" }: Lines) =>
  `${method} sip:b@b SIP/2.0\r\n${via}\r\n${more}f: <sip:a@a>;tag=1\r\n${to}\r\ni: c@d\r\nCSeq: 7 ${method}\r\n\r\n`;

/** What who has read all of it would send, and the way that it takes. */
function asRead(bytes: Uint8Array): { readonly answer: string; readonly port: number } {
  const message = parseMessage(bytes);
  assert.ok(message.ok && message.value.kind === "request");
  const request = withReceived(message.value, flow);
  const headers = [{ name: "Retry-After", text: "7" }];
  const { bytes: answer } = respond(request, 503, { toTag: "ours", headers });
  return { answer: fromUtf8(answer), port: responseFlow(request, flow).remote.port };
}

/** Undefined where it takes a reader. */
function unread(bytes: Uint8Array) {
  const opening = openingOf(bytes);
  const hop = opening && firstHop(bytes, opening);
  if (opening === undefined || hop === undefined) return undefined;
  const { bytes: answer, port } = refusedUnread(bytes, opening, hop, said);
  return { answer: fromUtf8(answer), port };
}

/** One piece of white space, names in full, the parameters of the topmost hop in any order. */
function plain(answer: string): readonly string[] {
  const long: Readonly<Record<string, string>> = { v: "via", f: "from", t: "to", i: "call-id" };
  return answer.split("\r\n").map((line, at) => {
    const [, name = "", rest = ""] = /^([\w-]+)\s*:\s*(.*)$/.exec(line) ?? [];
    const full = `${long[name.toLowerCase()] ?? name.toLowerCase()}: ${rest}`;
    return at === 1
      ? full
          .split(/\s*;\s*/)
          .sort()
          .join(";")
      : at === 0
        ? line
        : full;
  });
}

const sameAsRead = (bytes: Uint8Array): void => {
  const [ours, theirs] = [unread(bytes), asRead(bytes)];
  assert.deepEqual(plain(ours?.answer ?? ""), plain(theirs.answer));
  assert.equal(ours?.port, theirs.port);
};

for (const [name, lines] of [
  ["rport", {}],
  ["no rport", { via: "Via: SIP/2.0/UDP 192.0.2.9:5070;branch=z9hG4bKa" }],
  ["no rport, no port", { via: "v: SIP/2.0/UDP 192.0.2.9;branch=z9hG4bKa" }],
  ["another address", { via: "Via: SIP/2.0/UDP pc.example:5070;branch=z9hG4bKa" }],
  ["rport in the middle", { via: "VIA : SIP/2.0/UDP 10.0.0.7;rport;branch=z9hG4bKa;x=1" }],
  ["two hops", { via: `${usualVia}\r\nVia: SIP/2.0/UDP 198.51.100.1;branch=z9hG4bKb` }],
  ["a compact To with a name", { to: 't: "Bea; tag" <sip:b@b>;x=y' }],
  ["headers beside", { more: "Contact: <sip:a@192.0.2.9>\r\nSubject: hi\r\n" }],
  ["a register", { method: "REGISTER" }],
] satisfies readonly (readonly [string, Lines])[])
  test(`refused unread as if it had been read: ${name}`, () => sameAsRead(utf8(text(lines))));

test("what the makers of telephones may write is refused as if it had been read, or left to a reader", () => {
  const word = fc.stringMatching(/^[a-z0-9]{1,8}$/);
  const param = fc.oneof(
    fc.constant("rport"),
    fc.tuple(word, word).map(([k, v]) => `x${k}=${v}`),
  );
  const host = fc.oneof(fc.constantFrom("192.0.2.9", "198.51.100.7", "[2001:db8::1]"), word);
  const via = fc
    .tuple(host, fc.option(fc.integer({ min: 1, max: 65_535 })), word, fc.array(param))
    .map(([at, port, branch, params]) => {
      const place = port === null ? at : `${at}:${port}`;
      const others = [...new Set(params)].map((one) => `;${one}`).join("");
      return `Via: SIP/2.0/UDP ${place};branch=z9hG4bK${branch}${others}`;
    });
  fc.assert(
    fc.property(via, fc.constantFrom("INVITE", "OPTIONS", "MESSAGE"), (line, method) =>
      sameAsRead(utf8(text({ method, via: line }))),
    ),
  );
});

test("whatever comes, an opening names the transaction that a reader would", () => {
  let openings = 0;
  for (const file of globSync("test/torture/rfc*/*.{dat,sip}")) {
    const bytes = readFileSync(file);
    const opening = openingOf(bytes);
    const hop = opening && firstHop(bytes, opening);
    const message = parseMessage(bytes);
    if (
      opening === undefined ||
      hop === undefined ||
      !message.ok ||
      message.value.kind !== "request"
    )
      continue;
    if (message.value.flaw !== undefined) continue;
    openings++;
    assert.equal(serverKeyOf(hop.branch, hop, opening.method), serverKey(message.value), file);
  }
  assert.ok(openings > 5, `${openings}`);
});

const markOf = (lines: Lines): number | undefined => openingOf(utf8(text(lines)))?.mark;

test("an INVITE and the ACK of its refusal have one mark, another branch has another", () => {
  const other = { via: "Via: SIP/2.0/UDP 192.0.2.9;branch=z9hG4bKb" };
  assert.equal(markOf({}), markOf({ method: "ACK", to: "To: <sip:b@b>;tag=ours" }));
  assert.notEqual(markOf({}), markOf(other));
  const marks = new Set<number | undefined>();
  for (let i = 0; i < 20_000; i++)
    marks.add(markOf({ via: `Via: SIP/2.0/UDP 192.0.2.9;branch=z9hG4bK-4711-${i}-0` }));
  assert.equal(marks.size, 20_000);
  for (const mark of marks) assert.ok(Number.isSafeInteger(mark));
});

test("only what has no tag at To, and is no ACK and no CANCEL, begins something", () => {
  const begins = (lines: Lines) => openingOf(utf8(text(lines)))?.begins;
  assert.equal(begins({}), true);
  assert.equal(begins({ method: "REGISTER" }), true);
  assert.equal(begins({ to: "To: <sip:b@b>;TAG=x" }), false);
  assert.equal(begins({ method: "ACK" }), false);
  assert.equal(begins({ method: "CANCEL" }), false);
});

for (const [name, bytes] of [
  ["nothing", ""],
  ["noise", "\0\0\0\0"],
  ["another version", text({}).replace("SIP/2.0\r", "SIP/3.0\r")],
  ["a folded line", text({ more: "Subject: a\r\n b\r\n" })],
  ["a Call-ID twice", text({ more: "Call-ID: x\r\n" })],
  ["no From", text({}).replace(/f: .*\r\n/, "")],
  ["no Via", text({ via: "X: y" })],
  ["two hops in a line", text({ via: `${usualVia}, SIP/2.0/UDP 198.51.100.1` })],
  ["a branch of RFC 2543", text({ via: "Via: SIP/2.0/UDP 192.0.2.9;branch=1" })],
  ["a Via that somebody has completed", text({ via: `${usualVia};received=192.0.2.77` })],
  ["a line without a name", text({ more: "what\r\n" })],
  ["no end", "INVITE sip:b@b SIP/2.0"],
] as const)
  test(`takes a reader: ${name}`, () => assert.equal(unread(utf8(bytes)), undefined));

test("a response is told from a request", () => {
  assert.equal(isResponse(utf8("SIP/2.0 200 OK\r\n\r\n")), true);
  assert.equal(isResponse(utf8(text({}))), false);
});

test("a call for help is never taken for another by its URI", () => {
  for (const uri of ["urn:service:sos", "URN:service:sos.fire", "sip:911@a.example", "tel:112"])
    assert.ok(mayBeHelp(uri), uri);
  for (const uri of ["sip:+911@a", "sips:9911@a", "sip:*67911@a;user=phone", "sip:112:x@a"])
    assert.ok(mayBeHelp(uri), uri);
  for (const uri of ["sip:+16135550101@a", "sip:ada@a", "sip:a.example"])
    assert.ok(!mayBeHelp(uri), uri);
});
