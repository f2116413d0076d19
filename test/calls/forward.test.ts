/** Forward in lieu of ringing (claim 5): what is told along the way, and that no call goes in circles. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Talk } from "../phones/talk.ts";
import { golden, household, number, outcome, ring, settingsOf } from "./household.ts";
import { setHouse } from "./setHouse.ts";

const elsewhere = "+14165550199";
const forward = { do: "forward", to: { number: elsewhere } };
const stranger = "+16135550100";

const lines = (talk: Talk, name: string): string =>
  talk.incoming?.request.lines(name).join(", ") ?? "";
const causes = (town: { calls(): readonly { record: { legs: readonly object[] } }[] }): unknown[] =>
  town.calls()[0]?.record.legs.map((leg) => ("cause" in leg ? leg.cause : undefined)) ?? [];

const rung = ({ told }: Talk): string[] => told.filter((word) => word.startsWith("progress"));

/** The first call through the carrier, and what it is answered with. */
async function forwarded(how = {}, then: readonly object[] = [forward], more = {}) {
  const house = await household(settingsOf(then, { outgoing: { route: ["carrier"] }, ...more }));
  const call = await house.carrier.calls(number, { from: stranger, ...how });
  await house.town.runs(500);
  const away = house.carrier.talks.at(-1);
  return { ...house, call, away: away === call ? undefined : away };
}

test("the caller is told 181, and the next server who has forwarded it, why, and how far it may still go", async (t) => {
  const { town, call, away, kitchen } = await forwarded({ maxForwards: 12 });
  assert.ok(away);
  assert.deepEqual(rung(call), ["progress 181", "progress 180"]);
  assert.equal(
    lines(away, "Diversion"),
    `<sip:${number}@192.0.2.10>;reason=unconditional;counter=1`,
  );
  assert.equal(
    lines(away, "History-Info"),
    `<sip:${number}@192.0.2.1>;index=1, <sip:${elsewhere}@192.0.2.10;cause=302>;index=1.1;mp=1`,
  );
  assert.equal(lines(away, "Max-Forwards"), "11");
  assert.deepEqual(kitchen.talks, []);
  call.hangsUp();
  await town.runs(1000);
  golden(t, town, "forwardTold");
  await town.mustBeIdle();
});

test("behind telephones that nobody answers it says so, and no 181 follows the ringing", async () => {
  const { town, call, carrier } = await forwarded({}, [{ ...ring("kitchen"), for: 5 }, forward]);
  await town.runs(6000);
  assert.match(lines(carrier.talk, "Diversion"), /reason=no-answer/);
  assert.match(lines(carrier.talk, "History-Info"), /cause=408>/);
  assert.deepEqual(rung(call), ["progress 180"]);
  call.hangsUp();
  await town.mustBeIdle();
});

for (const [manner, reason] of [
  [{ refuses: 486 }, "user-busy"],
  [{ refuses: 480 }, "unavailable"],
] as const)
  test(`a telephone that says ${manner.refuses}: the call is forwarded at once as ${reason}`, async () => {
    const house = await household(settingsOf([ring("kitchen"), forward]));
    house.kitchen.manner = manner;
    const call = await house.carrier.calls(number);
    await house.town.runs(500);
    assert.match(lines(house.carrier.talk, "Diversion"), new RegExp(`reason=${reason}`));
    call.hangsUp();
    await house.town.mustBeIdle();
  });

test("who had forwarded it before stays in the headers, behind us", async () => {
  const before = "<sip:+442079460123@far.example>;reason=no-answer;counter=1";
  const { town, call, away } = await forwarded({
    extra: [
      { name: "Diversion", text: before },
      {
        name: "History-Info",
        text: `<sip:+442079460123@far.example>;index=1, <sip:${number}@192.0.2.1;cause=408>;index=1.1;mp=1`,
      },
    ],
  });
  assert.ok(away);
  assert.match(lines(away, "Diversion"), /^<sip:\+16135550142@.*counter=1, <sip:\+442079460123@/);
  assert.match(
    lines(away, "History-Info"),
    /index=1\.1;mp=1, <sip:\+14165550199@.*;index=1\.1\.1;mp=1\.1$/,
  );
  call.hangsUp();
  await town.mustBeIdle();
});

test("a call that we forwarded ourselves comes back: 482, and the record says why", async () => {
  const { town, carrier, call, away } = await forwarded();
  assert.ok(away);
  // The other server forwards it back to us.
  const back = await carrier.calls(number, {
    from: stranger,
    maxForwards: 60,
    extra: [
      { name: "Diversion", text: `<sip:${elsewhere}@far.example>;reason=unconditional;counter=1` },
      { name: "Diversion", text: lines(away, "Diversion") },
    ],
  });
  await town.runs(500);
  assert.ok(back.told.includes("refused 482"), `${back.told}`);
  assert.deepEqual(causes(town), [{ kind: "loop", sip: 482, text: "forward.loop" }]);
  away.refuses(482);
  await town.runs(1000);
  assert.ok(call.told.includes("accepted"), "where it came first, its own mailbox answers");
  call.hangsUp();
  await town.mustBeIdle();
});

test("nothing but History-Info says that it comes back: 482 as well", async () => {
  const { town, carrier, call, away } = await forwarded();
  assert.ok(away);
  const history = `${lines(away, "History-Info")}, <sip:${number}@192.0.2.1;cause=302>;index=1.1.1;mp=1.1`;
  const back = await carrier.calls(number, { extra: [{ name: "History-Info", text: history }] });
  await town.runs(500);
  assert.ok(back.told.includes("refused 482"), `${back.told}`);
  call.hangsUp();
  await town.mustBeIdle();
});

test("no more servers may be passed: 483 where nobody else answers", async () => {
  const { town, call, away } = await forwarded({ maxForwards: 0 }, [forward], {
    mailbox: { enabled: false },
  });
  assert.equal(away, undefined);
  assert.ok(call.told.includes("refused 483"), `${call.told}`);
  assert.deepEqual(causes(town), [{ kind: "loop", sip: 483, text: "forward.hops" }]);
  await town.mustBeIdle();
});

test("a forward to oneself would ring for ever: the next step comes, and the record says why", async () => {
  const { town, call, kitchen } = await forwarded({}, [
    { do: "forward", to: { address: "sip:+16135550142@far.example" } },
    ring("kitchen"),
  ]);
  assert.equal(kitchen.talks.length, 1);
  call.hangsUp();
  await town.runs(1000);
  assert.deepEqual(causes(town)[0], { kind: "loop", sip: 482, text: "forward.self" });
  await town.mustBeIdle();
});

test("what may not be called is not called by a forward: the next step comes, and the record says why", async () => {
  const { town, call, kitchen, away } = await forwarded({}, [
    { do: "forward", to: { number: "+442079460199" } },
    ring("kitchen"),
  ]);
  assert.equal(away, undefined);
  assert.equal(kitchen.talks.length, 1);
  call.hangsUp();
  await town.runs(1000);
  assert.deepEqual(causes(town)[0], { kind: "rejected", text: "forward.unconfirmed" });
  await town.mustBeIdle();
});

test("a caller who is not shown stays so where the call goes", async () => {
  const { town, call, away } = await forwarded({
    extra: [
      { name: "P-Asserted-Identity", text: `<sip:${stranger}@192.0.2.10>` },
      { name: "Privacy", text: "id" },
    ],
  });
  assert.ok(away);
  assert.match(lines(away, "From"), /anonymous@anonymous\.invalid/);
  assert.equal(lines(away, "Privacy"), "id");
  const text = ["From", "Contact", "P-Asserted-Identity", "History-Info", "Diversion"];
  for (const name of text) assert.ok(!lines(away, name).includes(stranger.slice(2)), name);
  call.hangsUp();
  await town.mustBeIdle();
});

test("an account that sends its calls on by itself is told where to: 302, and no leg of ours stays", async (t) => {
  const accounts = [
    {
      id: "carrier",
      kind: "carrier",
      server: "192.0.2.10",
      transport: "udp",
      register: false,
      forwardBy: "redirect",
    },
  ];
  const { town, call, away } = await forwarded({}, [forward], { accounts });
  assert.equal(away, undefined);
  assert.ok(call.told.includes("refused 302"), `${call.told}`);
  assert.deepEqual(call.contacts, [`sip:${elsewhere}@192.0.2.10`]);
  await town.runs(1000);
  assert.deepEqual(outcome(town), ["forwarded"]);
  golden(t, town, "redirected");
  await town.mustBeIdle();
});

const allForwarded = {
  services: { forwardAll: { number: elsewhere } },
  outgoing: { route: ["carrier"] },
};

test("all calls are forwarded: the telephone splashes once, shows nobody, and its dial tone says so", async () => {
  const { town, carrier, set, noticed } = await setHouse(allForwarded);
  const call = await carrier.calls(number, { from: stranger });
  await town.runs(8000);
  assert.deepEqual(noticed(), ["ringBegan", "rang 500"]);
  assert.equal(lines(carrier.talk, "Diversion").length > 0, true);
  call.hangsUp();
  await town.runs(1000);
  set.lift();
  await town.runs(3000);
  const tone = noticed();
  assert.notDeepEqual(tone, ["hears 350+440"], `not the usual dial tone: ${tone}`);
  set.hangUp();
  await town.runs(2000);
  await town.mustBeIdle();
});

test("lifted during the splash there is dial tone; without the reminder there is no splash", async () => {
  const { town, carrier, set, noticed } = await setHouse(allForwarded);
  const call = await carrier.calls(number, { from: stranger });
  await town.runs(250);
  set.lift();
  await town.runs(2000);
  assert.ok(!set.isRinging && noticed().some((word) => word.startsWith("hears")));
  set.hangUp();
  const { settings } = town.server.parts;
  await settings.change(
    (now) => ({ ...now, services: { ...now.services, forwardReminder: false } }),
    "test",
  );
  await town.runs(3000);
  noticed();
  const again = await carrier.calls(number, { from: stranger });
  await town.runs(2000);
  assert.deepEqual(noticed(), []);
  call.hangsUp();
  again.hangsUp();
  await town.mustBeIdle();
});
