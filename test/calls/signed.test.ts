import assert from "node:assert/strict";
import { before, test } from "node:test";
import { utf8 } from "#kit/bytes.ts";
import type { SimService } from "#world/sim/simHttp.ts";
import type { Person } from "../phones/person.ts";
import type { Talk } from "../phones/talk.ts";
import type { Town } from "../phones/town.ts";
import {
  carrierCode,
  type Holder,
  holder,
  type Said,
  scopeOf,
  shakenIdentity,
} from "../stir/signing.ts";
import { household, number, ring, settingsOf } from "./household.ts";

/* Calls whose caller is vouched for by a signature (RFC 8224): what rules know then, and how long it takes. */

const caller = "+16135550177";
const host = "cert.carrier.example";
const url = `https://${host}/shaken.pem`;
const place = "203.0.113.20";

let root: Holder;
let signer: Holder;
before(async () => {
  root = await holder({ name: "Root", isAuthority: true });
  signer = await holder({ name: "Carrier", by: root, scope: scopeOf(carrierCode("1234")) });
});

const rules = [
  { id: "sure", when: { is: "attested", level: "B" }, then: [ring("kitchen")] },
  {
    id: "false",
    when: { is: "attested", level: "failed" },
    then: [{ do: "reject", cause: "unproven" }],
  },
  { id: "none", when: { is: "attested", level: "none" }, then: [ring("study")] },
  { id: "all", when: { is: "always" }, then: [{ do: "reject", cause: "quiet" }] },
];

interface Home {
  readonly town: Town;
  readonly carrier: Person;
  readonly kitchen: Person;
  readonly study: Person;
  /** How often the certificate was asked for. */
  asked(): number;
}

/** `serves`: the certificate's server; undefined answers nothing. */
async function home(serves?: SimService, at = place): Promise<Home> {
  const signatures = { authorities: root.pem };
  const people = await household(settingsOf([], { rules, callers: { signatures } }));
  const { sim } = people.town;
  sim.network.record(host, "A", [at]);
  let count = 0;
  sim.http.serve(at, (request) => {
    count++;
    const pem: SimService = () => ({
      body: utf8(signer.pem),
      headers: { "cache-control": "max-age=3600" },
    });
    return (serves ?? pem)(request);
  });
  return { ...people, asked: () => count };
}

/** A call with a signature over it; `more` is what the signature says otherwise. */
async function signed(
  { town, carrier }: Home,
  more: Partial<Said> = {},
  by = signer,
): Promise<Talk> {
  const at = Math.floor(town.sim.clock.wallTime() / 1000);
  const said = { from: caller.slice(1), to: number.slice(1), at, ...more };
  const text = await shakenIdentity(said, url, by);
  return carrier.calls(number, { from: caller, extra: [{ name: "Identity", text }] });
}

const given = (town: Town): unknown => {
  const { attested, unproven } = town.calls()[0]?.record.decision?.given ?? {};
  return [attested, unproven];
};
const last = (call: Talk): unknown => call.told.at(-2);

test("a call that a trusted carrier vouches for is known as such, and the certificate is fetched once", async () => {
  const of = await home();
  const { town, kitchen } = of;
  for (const level of ["A", "B"]) {
    const call = await signed(of, { level });
    await town.runs(1000);
    kitchen.talk.lifts();
    await town.runs(1000);
    assert.ok(call.voice.share(440) > 0.9);
    call.hangsUp();
    await town.runs(1000);
    assert.deepEqual(given(town), [level, undefined]);
  }
  assert.equal(of.asked(), 1);
  const receipt = town.calls()[0]?.record.decision?.because[0];
  assert.deepEqual([receipt?.code, receipt?.params["now"]], ["attested", "B"]);
  await town.mustBeIdle();
});

test("gateway attestation is not enough for a rule that wants more, and is no failure", async () => {
  const of = await home();
  const call = await signed(of, { level: "C" });
  await of.town.runs(1000);
  assert.equal(last(call), "refused 480");
  assert.deepEqual(given(of.town), ["C", undefined]);
  await of.town.mustBeIdle();
});

const wrong: readonly (readonly [string, Partial<Said>, string, number])[] = [
  ["for another caller", { from: "16135550178" }, "identity.otherCaller", 438],
  ["for a call to somebody else", { to: "16135550143" }, "identity.otherCalled", 438],
  ["two minutes ago", { at: Date.parse("2026-11-27T16:58:00Z") / 1000 }, "identity.stale", 403],
];
for (const [what, more, code, status] of wrong)
  test(`what was signed ${what} is told to the rules, and refused with ${status} where they say so`, async () => {
    const of = await home();
    const call = await signed(of, more);
    await of.town.runs(1000);
    assert.equal(last(call), `refused ${status}`);
    assert.deepEqual(given(of.town), ["failed", code]);
    assert.equal(of.asked(), 0); // nothing is fetched for it
    await of.town.mustBeIdle();
  });

test("a signature that was in another call before proves nothing; the same call may come again", async () => {
  const of = await home();
  const { town, carrier } = of;
  const at = Math.floor(town.sim.clock.wallTime() / 1000);
  const text = await shakenIdentity(
    { from: caller.slice(1), to: number.slice(1), at },
    url,
    signer,
  );
  const extra = [{ name: "Identity", text }];
  const first = await carrier.calls(number, { from: caller, extra });
  await town.runs(1000);
  first.hangsUp();
  await town.runs(1000);
  assert.deepEqual(given(town), ["A", undefined]);
  const again = await carrier.calls(number, { from: caller, extra });
  await town.runs(1000);
  assert.equal(last(again), "refused 438");
  assert.deepEqual(given(town), ["failed", "identity.replayed"]);
  await town.mustBeIdle();
});

const servers: readonly (readonly [string, SimService, string, number])[] = [
  ["is gone", () => ({ status: 404, body: utf8("no") }), "identity.unreachable", 436],
  ["gives a web page", () => ({ body: utf8("<html>") }), "identity.unreachable", 436],
  ["never ends", () => ({ body: new Uint8Array(200_000) }), "identity.unreachable", 436],
  [
    "leads into the owner's network",
    () => ({ status: 302, headers: { location: "https://192.168.1.1/admin" } }),
    "identity.unreachable",
    436,
  ],
  ["says nothing for long", () => undefined, "identity.late", 436],
];
for (const [what, service, code, status] of servers)
  test(`a certificate whose server ${what} delays a call by no more than is set`, async () => {
    const of = await home(service);
    const call = await signed(of);
    await of.town.runs(1600);
    assert.equal(last(call), `refused ${status}`);
    assert.deepEqual(given(of.town), ["failed", code]);
    await of.town.mustBeIdle();
  });

test("a certificate inside of the owner's network is not asked for", async () => {
  const of = await home(undefined, "192.168.1.20");
  await signed(of);
  await of.town.runs(1600);
  assert.deepEqual(given(of.town), ["failed", "identity.unreachable"]);
  assert.equal(of.asked(), 0);
  await of.town.mustBeIdle();
});

test("a stranger's authority is none of ours", async () => {
  const other = await holder({ name: "Root", isAuthority: true });
  const own = await holder({ name: "Carrier", by: other, scope: scopeOf(carrierCode("1")) });
  const of = await home(() => ({ body: utf8(`${own.pem}\n${other.pem}`) }));
  const call = await signed(of, {}, own);
  await of.town.runs(1000);
  assert.equal(last(call), "refused 437");
  assert.deepEqual(given(of.town), ["failed", "identity.untrusted"]);
  await of.town.mustBeIdle();
});

test("who gives up while the certificate is awaited has given up", async () => {
  const of = await home(() => undefined);
  const call = await signed(of);
  await of.town.runs(700);
  call.hangsUp();
  await of.town.runs(3000);
  assert.equal(of.town.calls()[0]?.record.outcome, "missed");
  assert.deepEqual([of.kitchen.talks.length, of.study.talks.length], [0, 0]);
  await of.town.mustBeIdle();
});

test("an unsigned call waits for nothing", async () => {
  const of = await home();
  const call = await of.carrier.calls(number, { from: caller });
  await of.town.runs(100);
  assert.equal(of.study.talks.length, 1);
  call.hangsUp();
  await of.town.runs(1000);
  assert.deepEqual(given(of.town), [undefined, undefined]);
  await of.town.mustBeIdle();
});

test("whoever calls back after a call for help is not made to wait, whatever is signed", async () => {
  const of = await home(() => undefined);
  const { town, carrier, kitchen } = of;
  await kitchen.calls("911");
  await town.runs(1000);
  carrier.talk.lifts();
  await town.runs(1000);
  kitchen.talk.hangsUp();
  await town.runs(1000);
  const before = kitchen.talks.length;
  const call = await signed(of, { from: "12125550100" });
  await town.runs(200);
  assert.equal(kitchen.talks.length, before + 1);
  call.hangsUp();
  await town.mustBeIdle();
});

test("lines that nobody can read are a failure, and nothing worse", async () => {
  const of = await home();
  for (const text of ["", ";", "..;info=<x>", `a.b.c;info=<${url}>;ppt=shaken`, "a".repeat(5000)]) {
    const call = await of.carrier.calls(number, {
      from: caller,
      extra: [{ name: "Identity", text }],
    });
    await of.town.runs(1000);
    if (!call.isOver) call.hangsUp();
    await of.town.runs(1000);
  }
  assert.equal(of.asked(), 0);
  await of.town.mustBeIdle();
});
