import assert from "node:assert/strict";
import { webcrypto } from "node:crypto";
import { before, test } from "node:test";
import { utf8 } from "#kit/bytes.ts";
import { Identity } from "#sip/headers/identity.ts";
import { type Passport, readPassport } from "#sip/stir/passport.ts";
import { distrusted, unlike } from "#sip/stir/vouching.ts";
import { withoutSecrets } from "#telephony/settings/secrets.ts";
import { validate } from "#telephony/settings/validate.ts";
import { readCertificates } from "#world/node/nodeCertificates.ts";
import type { Talk } from "../phones/talk.ts";
import type { Town } from "../phones/town.ts";
import { carrierCode, type Holder, holder, scopeOf } from "../stir/signing.ts";
import { household, number, ring, settingsOf } from "./household.ts";

/* Calls out that the owner vouches for (RFC 8224, RFC 8225, RFC 8588), as whoever is called checks them. */

const certificate = "https://cert.example.org/ada.pem";
const origid = "123e4567-e89b-12d3-a456-426655440000";
const called = "+16135550199";

let root: Holder;
let signer: Holder;
let secret: string;
before(async () => {
  root = await holder({ name: "Root", isAuthority: true });
  signer = await holder({ name: "Ada", by: root, scope: scopeOf(carrierCode("1234")) });
  secret = await pemOf(signer);
});

async function pemOf({ keys }: Holder): Promise<string> {
  const der = Buffer.from(await webcrypto.subtle.exportKey("pkcs8", keys.privateKey));
  const lines = der.toString("base64").match(/.{1,64}/g) ?? [];
  return ["-----BEGIN PRIVATE KEY-----", ...lines, "-----END PRIVATE KEY-----", ""].join("\n");
}

const settings = (signature: object, more: object = {}, account: object = { number }): object =>
  settingsOf([ring("kitchen")], {
    accounts: [
      {
        id: "carrier",
        kind: "carrier",
        server: "192.0.2.10",
        transport: "udp",
        register: false,
        signature,
        ...account,
      },
    ],
    ...more,
  });

const lines = (call: Talk, name: string): readonly string[] =>
  call.incoming?.request.lines(name) ?? [];

function passportIn(call: Talk): Passport {
  const identity = Identity.parse(lines(call, "Identity").join(", "));
  assert.ok(identity.ok && identity.value[0]);
  const read = readPassport(identity.value[0], {});
  assert.ok(read.ok);
  return read.value;
}

/** As a server does that trusts our authority; undefined: it is as it was signed. */
function flawOf(call: Talk, town: Town, to = called): string | undefined {
  const passport = passportIn(call);
  const at = town.sim.clock.wallTime();
  const read = (pem: string) => {
    const found = readCertificates(utf8(pem));
    return found.ok ? found.value : [];
  };
  const said = { at, caller: [{ tn: number.slice(1) }], called: [{ tn: to.slice(1) }] };
  const flaw =
    unlike(passport, said) ??
    distrusted(passport, read(signer.pem), { authorities: read(root.pem), at });
  return flaw?.code;
}

test("a call out says who calls whom and how surely, and whoever is called can verify it", async () => {
  const signature = { secret, certificate, attest: "A", origid };
  const { town, carrier, kitchen } = await household(settings(signature));
  await kitchen.calls("6135550199");
  await town.runs(1000);
  const there = carrier.talk;
  assert.equal(flawOf(there, town), undefined);
  assert.equal(flawOf(there, town, "+16135550198"), "identity.otherCalled");
  const { attest, origid: by, x5u, iat } = passportIn(there);
  assert.deepEqual([attest, by, x5u], ["A", origid, certificate]);
  assert.deepEqual(lines(there, "Date"), [
    new Date(iat * 1000).toUTCString(), // of the same second, as RFC 8224 §6.1 wants
  ]);
  assert.match(lines(there, "Identity")[0] ?? "", /;info=<https:[^>]+>;alg=ES256;ppt=shaken$/);
  there.hangsUp();
  await town.mustBeIdle();
});

test("without `attest` it is a PASSporT of no extension; an origin is made up where none is given", async () => {
  const plain = await household(settings({ secret, certificate }));
  await plain.kitchen.calls("6135550199");
  await plain.town.runs(1000);
  const { ppt, attest } = passportIn(plain.carrier.talk);
  assert.deepEqual(
    [ppt, attest, flawOf(plain.carrier.talk, plain.town)],
    [undefined, undefined, undefined],
  );
  plain.carrier.talk.hangsUp();
  await plain.town.mustBeIdle();

  const { town, carrier, kitchen } = await household(
    settings({ secret, certificate, attest: "B" }),
  );
  const origins = new Set<string | undefined>();
  for (const _ of [1, 2]) {
    await kitchen.calls("6135550199");
    await town.runs(1000);
    origins.add(passportIn(carrier.talk).origid);
    carrier.talk.hangsUp();
    await town.runs(1000);
  }
  assert.equal(origins.size, 1);
  assert.match(
    [...origins][0] ?? "",
    /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/,
  );
  await town.mustBeIdle();
});

test("who is forwarded is called as ourselves, and that is what is signed", async () => {
  const forward = { do: "forward", to: { number: called } };
  const rules = [{ id: "all", when: { is: "always" }, then: [forward] }];
  const { town, carrier } = await household(
    settings({ secret, certificate, attest: "A" }, { rules }),
  );
  const caller = await carrier.calls(number, { from: "+16135550177" });
  await town.runs(1000);
  assert.equal(flawOf(carrier.talk, town), undefined);
  caller.hangsUp();
  await town.runs(1000);
  await town.mustBeIdle();
});

test("a hidden number stands in no signature, and a call for help has none", async () => {
  const { town, carrier, kitchen } = await household(
    settings({ secret, certificate, attest: "A" }),
  );
  for (const dialled of ["*676135550199", "911"]) {
    await kitchen.calls(dialled);
    await town.runs(1000);
    const there = carrier.talk;
    assert.deepEqual([lines(there, "Identity"), lines(there, "Date")], [[], []], dialled);
    there.hangsUp();
    await town.runs(1000);
  }
  assert.equal(carrier.talks.length, 2);
  await town.mustBeIdle();
});

test("an address calls an address: both are signed as URIs", async () => {
  const forward = { do: "forward", to: { address: "sip:carol@192.0.2.10" } };
  const rules = [{ id: "all", when: { is: "always" }, then: [forward] }];
  const { town, carrier } = await household(
    settings({ secret, certificate }, { rules }, { username: "ada" }),
  );
  const caller = await carrier.calls(number, { from: "+16135550177" });
  await town.runs(1000);
  const { orig, dest } = passportIn(carrier.talk);
  assert.deepEqual(
    [orig, dest],
    [{ uri: "sip:ada@192.0.2.10" }, [{ uri: "sip:carol@192.0.2.10" }]],
  );
  caller.hangsUp();
  await town.runs(1000);
  await town.mustBeIdle();
});

test("a key that is none is refused where it is written; a good one is never shown", async () => {
  const other = await pemOf(await holder({ curve: "P-384" }));
  const codes = (signature: object): readonly string[] => {
    const read = validate(settings(signature));
    return read.ok ? [] : read.problem.map(({ path, code }) => `${path} ${code}`);
  };
  const at = "/accounts/0/signature";
  for (const wrong of [
    "",
    "a-long-secret",
    other,
    signer.pem,
    secret.replaceAll("PRIVATE", "ENCRYPTED PRIVATE"),
    `${secret.slice(0, 90)}\n-----END PRIVATE KEY-----`,
  ])
    assert.match(
      codes({ secret: wrong, certificate })[0] ?? "",
      new RegExp(`^${at}/secret `),
      wrong,
    );
  for (const wrong of ["http://cert.example.org/ada.pem", "https://a@b/", "https://x/>;alg=none"])
    assert.match(codes({ secret, certificate: wrong })[0] ?? "", new RegExp(`^${at}/certificate `));
  assert.match(codes({ secret, certificate, origid: "me" })[0] ?? "", new RegExp(`^${at}/origid `));
  const oneLine = secret.replaceAll("\n", "");
  assert.deepEqual(
    [codes({ secret, certificate }), codes({ secret: oneLine, certificate })],
    [[], []],
  );
  const shown = JSON.stringify(withoutSecrets(settings({ secret, certificate })));
  assert.ok(!shown.includes(secret.slice(40, 60)));
});

test("a key that cannot sign holds no call up", async () => {
  const bytes = Buffer.from(secret.replaceAll(/-----[^-]+-----|\s/g, ""), "base64");
  bytes.fill(0, 36, 68);
  const none = `-----BEGIN PRIVATE KEY-----${bytes.toString("base64")}-----END PRIVATE KEY-----`;
  const { town, carrier, kitchen } = await household(settings({ secret: none, certificate }));
  await kitchen.calls("6135550199");
  await town.runs(1000);
  assert.deepEqual(lines(carrier.talk, "Identity"), []);
  carrier.talk.hangsUp();
  await town.mustBeIdle();
});
