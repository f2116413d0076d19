import assert from "node:assert/strict";
import { before, test } from "node:test";
import "reflect-metadata"; // x509 asks for it
import * as x509 from "@peculiar/x509";
import { utf8 } from "#kit/bytes.ts";
import { wallTime } from "#kit/time.ts";
import { Identity } from "#sip/headers/identity.ts";
import { type Passport, readPassport } from "#sip/stir/passport.ts";
import { readTnAuthList } from "#sip/stir/tnAuthList.ts";
import { distrusted, unlike } from "#sip/stir/vouching.ts";
import type { Certificate } from "#world/certificates.ts";
import { readCertificates } from "#world/node/nodeCertificates.ts";
import {
  carrierCode,
  type Holder,
  holder,
  type Made,
  numberRange,
  oneNumber,
  scopeOf,
  shakenIdentity,
} from "./signing.ts";

const at = wallTime(Date.parse("2026-12-01T12:00:00Z"));
const url = "https://cert.example.org/carrier.pem";
const said = { from: "12155551212", to: "16135550142", at: at / 1000 };
const call = { at, caller: [{ tn: said.from }], called: [{ tn: said.to }] };
const carrier = scopeOf(carrierCode("1234"));

const read = (...pems: readonly string[]): readonly Certificate[] => {
  const certificates = readCertificates(utf8(pems.join("\n")));
  assert.ok(certificates.ok);
  return certificates.value;
};

async function passportOf(signer: Holder, more: Partial<typeof said> = {}): Promise<Passport> {
  const identity = Identity.parse(await shakenIdentity({ ...said, ...more }, url, signer));
  assert.ok(identity.ok && identity.value[0]);
  const passport = readPassport(identity.value[0], {});
  assert.ok(passport.ok);
  return passport.value;
}

let root: Holder;
let between: Holder;
before(async () => {
  root = await holder({ name: "Root", isAuthority: true });
  between = await holder({ name: "Issuer", by: root, isAuthority: true, pathLength: 0 });
});

async function verdict(made: Made, chain: readonly Holder[] = [between]): Promise<string> {
  const signer = await holder({ name: "Carrier", by: between, scope: carrier, ...made });
  const passport = await passportOf(signer);
  const pems = [signer, ...chain].map(({ pem }) => pem);
  return (
    distrusted(passport, read(...pems), { authorities: read(root.pem), at })?.code ?? "vouched"
  );
}

test("a carrier's certificate under a trusted authority vouches for its numbers", async () => {
  assert.equal(await verdict({}), "vouched");
  assert.equal(await verdict({ by: root }, []), "vouched");
});

test("the numbers of a certificate are all, one, or so many from one on (RFC 8226 §9)", async () => {
  const scopes: readonly (readonly [Uint8Array | undefined, string])[] = [
    [scopeOf(oneNumber("12155551212")), "vouched"],
    [scopeOf(oneNumber("12155551213")), "identity.scope"],
    [scopeOf(numberRange("12155551200", 13)), "vouched"],
    [scopeOf(numberRange("12155551200", 12)), "identity.scope"],
    [scopeOf(numberRange("1215555120", 1000)), "identity.scope"],
    [scopeOf(oneNumber("1"), carrierCode("9")), "vouched"],
    [scopeOf(), "identity.scope"],
    [utf8("no list"), "identity.scope"],
  ];
  for (const [scope, expected] of scopes)
    assert.equal(await verdict({ ...(scope && { scope }) }), expected);
  const bare = await holder({ name: "Web server", by: between });
  const chain = read(bare.pem, between.pem);
  const flaw = distrusted(await passportOf(bare), chain, { authorities: read(root.pem), at });
  assert.equal(flaw?.code, "identity.scope");
});

test("an authority that has numbers of its own gives away no others", async () => {
  const local = { name: "Local", by: root, isAuthority: true };
  const small = await holder({ ...local, scope: scopeOf(numberRange("1416", 2)) });
  assert.equal(await verdict({ by: small }, [small]), "identity.scope");
  const own = await holder({ ...local, scope: scopeOf(numberRange("12155551000", 999)) });
  assert.equal(await verdict({ by: own }, [own]), "vouched");
});

test("what is wrong with a certificate is said", async () => {
  const stranger = await holder({ name: "Root", isAuthority: true });
  const notOne = await holder({ name: "Carrier too", by: between, scope: carrier });
  const unknown = new x509.Extension("1.2.3.4", true, Uint8Array.of(5, 0));
  const rows: readonly (readonly [string, Made, readonly Holder[], string])[] = [
    ["over", { to: "2026-11-30T00:00:00Z" }, [between], "identity.expired"],
    ["not yet", { from: "2026-12-02T00:00:00Z" }, [between], "identity.expired"],
    ["its issuer is missing", {}, [], "identity.untrusted"],
    ["an authority of the same name", { by: stranger }, [stranger], "identity.untrusted"],
    ["by one who is no authority", { by: notOne }, [notOne, between], "identity.untrusted"],
    ["an authority itself", { isAuthority: true }, [between], "identity.untrusted"],
    [
      "for other use",
      { usage: x509.KeyUsageFlags.keyEncipherment },
      [between],
      "identity.untrusted",
    ],
    ["critical and unknown", { more: [unknown] }, [between], "identity.untrusted"],
  ];
  for (const [what, made, chain, expected] of rows)
    assert.equal(await verdict(made, chain), expected, what);
});

test("an authority below one that may have none below it is not trusted", async () => {
  const deeper = await holder({ name: "Deeper", by: between, isAuthority: true });
  assert.equal(await verdict({ by: deeper }, [deeper, between]), "identity.untrusted");
});

test("a signature of another key, or over other words, is forged", async () => {
  const signer = await holder({ name: "Carrier", by: root, scope: carrier });
  const other = await holder({ name: "Carrier", by: root, scope: carrier });
  const trust = { authorities: read(root.pem), at };
  const passport = await passportOf(other);
  assert.equal(distrusted(passport, read(signer.pem), trust)?.code, "identity.forged");
  const own = await passportOf(signer);
  assert.equal(distrusted(own, read(signer.pem), trust), undefined);
  const longer = await holder({ name: "Carrier", by: root, scope: carrier, curve: "P-384" });
  assert.equal(distrusted(own, read(longer.pem), trust)?.code, "identity.forged");
  const altered = { ...own, signed: utf8(`${String.fromCharCode(...own.signed)}x`) };
  assert.equal(distrusted(altered, read(signer.pem), trust)?.code, "identity.forged");
});

test("it must speak of this call, of this minute", async () => {
  const signer = await holder({ name: "Carrier", by: root, scope: carrier });
  const rows: readonly (readonly [Partial<typeof said>, string | undefined])[] = [
    [{}, undefined],
    [{ at: said.at - 59 }, undefined],
    [{ at: said.at - 61 }, "identity.stale"],
    [{ at: said.at + 61 }, "identity.stale"],
    [{ from: "12155551213" }, "identity.otherCaller"],
    [{ to: "16135550143" }, "identity.otherCalled"],
  ];
  for (const [more, expected] of rows)
    assert.equal(unlike(await passportOf(signer, more), call)?.code, expected);
});

test("whatever stands where a certificate or a list of numbers should, reading it never throws", () => {
  let seed = 3;
  const luck = (most: number): number => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return seed % most;
  };
  const der = new Uint8Array(root.certificate.rawData);
  const list = scopeOf(numberRange("12155551000", 999), carrierCode("1234"));
  for (let i = 0; i < 1000; i++) {
    for (const [good, reads] of [
      [der, readCertificates],
      [list, readTnAuthList],
    ] as const) {
      const bytes = good.slice(0, good.length - luck(3));
      for (let change = 0; change <= luck(3); change++) bytes[luck(bytes.length)] = luck(256);
      assert.doesNotThrow(() => reads(bytes));
    }
  }
});
