import assert from "node:assert/strict";
import { test } from "node:test";
import { base64Url, utf8 } from "#kit/bytes.ts";
import { Identity, type SignedIdentity } from "#sip/headers/identity.ts";
import { readPassport } from "#sip/stir/passport.ts";

/* The token of RFC 8225 appendix A. (The key printed beside it is not the one that signed it.) */
const header =
  "eyJhbGciOiJFUzI1NiIsInR5cCI6InBhc3Nwb3J0IiwieDV1IjoiaHR0cHM6Ly9jZXJ0LmV4YW1wbGUub3JnL3Bhc3Nwb3J0LmNlciJ9";
const claims =
  "eyJkZXN0Ijp7InVyaSI6WyJzaXA6YWxpY2VAZXhhbXBsZS5jb20iXX0sImlhdCI6MTQ3MTM3NTQxOCwib3JpZyI6eyJ0biI6IjEyMTU1NTUxMjEyIn19";
const signature =
  "VLBCIVDCaeK6M4hLJb6SHQvacAQVvoiiEOWQ_iUkqk79UD81fHQ0E1b3_GluIkba7UWYRM47ZbNFdOJquE35cw";
const url = "https://cert.example.org/passport.cer";

const identityOf = (text: string): SignedIdentity | undefined => {
  const read = Identity.parse(text);
  return read.ok ? read.value[0] : undefined;
};

/** What comes of a header line: the passport, or the code of what is wrong. */
function outcome(text: string, said = {}): unknown {
  const identity = identityOf(text);
  if (!identity) return "no Identity";
  const read = readPassport(identity, said);
  return read.ok ? read.value : read.problem.code;
}

test("the example of RFC 8225 is read, and what is signed are its bytes as they came", () => {
  const text = `${header}.${claims}.${signature};info=<${url}>`;
  const read = readPassport(identityOf(text) as SignedIdentity, {});
  assert.ok(read.ok);
  const { value } = read;
  assert.deepEqual(value.orig, { tn: "12155551212" });
  assert.deepEqual(value.dest, [{ uri: "sip:alice@example.com" }]);
  assert.deepEqual([value.iat, value.x5u, value.attest], [1_471_375_418, url, undefined]);
  assert.deepEqual(value.signed, utf8(`${header}.${claims}`));
});

test("a compact form is made whole from what the message says (RFC 8224 §4.1.1)", () => {
  const said = { caller: "12155551212", called: "12155551213", date: 1_443_208_345 };
  const whole = outcome(`..${signature};info=<${url}>`, said);
  const text = (value: object): string => base64Url(utf8(JSON.stringify(value)));
  const head = { alg: "ES256", typ: "passport", x5u: url };
  const body = { dest: { tn: ["12155551213"] }, iat: 1_443_208_345, orig: { tn: "12155551212" } };
  assert.deepEqual((whole as { signed: Uint8Array }).signed, utf8(`${text(head)}.${text(body)}`));
  assert.equal(outcome(`..${signature};info=<${url}>;ppt=shaken`, said), "identity.malformed");
  assert.equal(outcome(`..${signature};info=<${url}>`), "identity.malformed");
});

const text = (value: unknown): string => base64Url(utf8(JSON.stringify(value)));
const head = { alg: "ES256", ppt: "shaken", typ: "passport", x5u: url };
const body = {
  attest: "B",
  dest: { tn: ["+12125551213"] },
  iat: 1_443_208_345,
  orig: { tn: "12155551212" },
  origid: "x",
};
const shaken = (h: unknown, b: unknown, params = `;info=<${url}>;alg=ES256;ppt="shaken"`): string =>
  `${text(h)}.${text(b)}.${signature}${params}`;

test("a shaken passport says how surely; a `+` before digits is no other number", () => {
  const read = outcome(shaken(head, body)) as { attest: string; dest: unknown };
  assert.equal(read.attest, "B");
  assert.deepEqual(read.dest, [{ tn: "12125551213" }]);
});

const bad: readonly (readonly [what: string, text: string, code: string])[] = [
  ["alg none", shaken({ ...head, alg: "none" }, body), "identity.algorithm"],
  ["alg HS256", shaken({ ...head, alg: "HS256" }, body), "identity.algorithm"],
  [
    "alg none beside",
    shaken(head, body, `;info=<${url}>;alg=none;ppt=shaken`),
    "identity.algorithm",
  ],
  [
    "a critical extension",
    shaken({ ...head, crit: ["b64"], b64: false }, body),
    "identity.extension",
  ],
  [
    "another certificate inside",
    shaken({ ...head, x5u: "https://evil.example/" }, body),
    "identity.malformed",
  ],
  ["another ppt inside", shaken({ ...head, ppt: "div" }, body), "identity.malformed"],
  ["no typ", shaken({ ...head, typ: "JWT" }, body), "identity.malformed"],
  ["a list as header", shaken([head], body), "identity.malformed"],
  ["no orig", shaken(head, { ...body, orig: undefined }), "identity.malformed"],
  ["two origs", shaken(head, { ...body, orig: { tn: "1", uri: "sip:a@b" } }), "identity.malformed"],
  ["a list of origs", shaken(head, { ...body, orig: { tn: ["1"] } }), "identity.malformed"],
  ["no dest", shaken(head, { ...body, dest: { tn: [] } }), "identity.malformed"],
  [
    "a thousand dests",
    shaken(head, { ...body, dest: { tn: Array(1000).fill("1") } }),
    "identity.malformed",
  ],
  ["iat as text", shaken(head, { ...body, iat: "1443208345" }), "identity.malformed"],
  ["attest D", shaken(head, { ...body, attest: "D" }), "identity.malformed"],
  ["no origid", shaken(head, { ...body, origid: undefined }), "identity.malformed"],
  [
    "an extension that is not known",
    shaken(head, body, `;info=<${url}>;ppt=rcd`),
    "identity.extension",
  ],
  [
    "a short signature",
    `${text(head)}.${text(body)}.AAAA;info=<${url}>;ppt=shaken`,
    "identity.malformed",
  ],
  ["no JSON", `AAAA.AAAA.${signature};info=<${url}>`, "identity.malformed"],
  ["bad base64", `${header}.${claims}.%%;info=<${url}>`, "no Identity"],
  ["no info", `${header}.${claims}.${signature}`, "no Identity"],
  ["info never ends", `${header}.${claims}.${signature};info=<${url}`, "no Identity"],
  ["four parts", `${header}.${claims}.${signature}.AA;info=<${url}>`, "no Identity"],
  ["half compact", `${header}..${signature};info=<${url}>`, "no Identity"],
  ["as RFC 4474 had it", `"${signature}";info=<${url}>`, "no Identity"],
  ["huge", `${header}.${"A".repeat(9000)}.${signature};info=<${url}>`, "no Identity"],
  [
    "a huge URI",
    `${header}.${claims}.${signature};info=<https://a/${"a".repeat(3000)}>`,
    "no Identity",
  ],
];
for (const [what, line, code] of bad)
  test(`an Identity with ${what} is refused`, () => assert.equal(outcome(line), code));

test("commas within the angle brackets belong to the URI; several values stand beside each other", () => {
  const one = `${header}.${claims}.${signature};info=<https://a.example/c,d;e?f=g>;alg=ES256`;
  const read = Identity.parse(`${one}, ..${signature};info=<${url}>;ppt=div`);
  assert.ok(read.ok);
  assert.deepEqual(
    read.value.map(({ info, ppt }) => [info, ppt]),
    [
      ["https://a.example/c,d;e?f=g", undefined],
      [url, "div"],
    ],
  );
  const again = Identity.parse(Identity.format(read.value));
  assert.deepEqual(again, read);
});

test("whatever is written there, reading it never throws", () => {
  let seed = 7;
  const luck = (most: number): number => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return seed % most;
  };
  const good = shaken(head, body);
  const letters = '.;,=<>"\\ \t%AZ09-_{}é\u0000';
  for (let i = 0; i < 5000; i++) {
    let line = good;
    for (let change = 0; change <= luck(4); change++) {
      const at = luck(line.length);
      line = `${line.slice(0, at)}${letters.charAt(luck(letters.length))}${line.slice(at + luck(30))}`;
    }
    assert.doesNotThrow(() => outcome(line, { caller: "1", called: "2", date: 3 }), line);
  }
});
