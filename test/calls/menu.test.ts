/** A menu: keys and extensions, asked again when nobody is reached (claim A-43). */
import assert from "node:assert/strict";
import { test } from "node:test";
import { menuCaller } from "../phones/menuCaller.ts";
import { household, number, outcome, ring, settingsOf } from "./household.ts";

const at = { transport: "udp", register: false };
const accounts = [
  { id: "carrier", kind: "carrier", server: "192.0.2.10", ...at },
  { id: "maple", kind: "exchange", server: "192.0.2.20", ...at },
];
const question = "dial-extension-operator";
const menu = {
  do: "ask",
  prompt: question,
  for: 5,
  times: 3,
  keys: [{ key: "0", then: [{ ...ring("kitchen"), for: 5 }] }],
  extensions: { via: "maple" },
};
const then = [menu, { do: "announce", prompt: "goodbye" }, { do: "reject", cause: "noAnswer" }];

/** The caller hears the question; `maple` is the exchange, which says 800 Hz. */
async function asked(steps: readonly object[] = then) {
  const house = await household(settingsOf(steps, { accounts }));
  const { town, carrier } = house;
  const maple = await town.person("maple", "192.0.2.20", 800);
  const call = await carrier.calls(number, { from: "+16135550177" });
  await town.runs(1500);
  assert.ok(call.told.includes("accepted"));
  return { ...house, maple, call, ...menuCaller(town, call) };
}

/** As the exchange was asked for it. */
const called = (maple: Awaited<ReturnType<typeof asked>>["maple"]): readonly unknown[] =>
  maple.talks.map(({ incoming }) => incoming?.request.lines("To").join());
const to = (extension: string): string => `<sip:${extension}@192.0.2.20>`;

test("an extension is called through the exchange: the caller hears ringing, then whoever lifts", async () => {
  const { town, maple, call, dials } = await asked();
  await dials("201#");
  maple.talk.rings();
  call.voice.forget();
  await town.runs(1500);
  assert.ok(call.voice.share(440) + call.voice.share(480) > 0.8, "ringback");
  maple.talk.lifts();
  await town.runs(500);
  call.voice.forget();
  await town.runs(1000);
  assert.ok(call.voice.share(800) > 0.9);
  assert.ok(maple.talk.voice.share(1000) > 0.9);
  assert.deepEqual(called(maple), [to("201")]);
  call.hangsUp();
  await town.runs(1000);
  assert.deepEqual(outcome(town), ["forwarded", "201 (maple) over"]);
  await town.mustBeIdle();
});

test("a pause ends an extension, star takes it back, the sixth digit is the last; INFO counts as RFC 4733 does", async () => {
  const { town, call, maple, dials } = await asked();
  await dials("23*17");
  await town.runs(3000);
  maple.talk.refuses(404);
  await town.runs(1500);
  for (const digit of "123456") {
    call.informs("application/dtmf-relay", `Signal=${digit}\r\nDuration=160\r\n`);
    await town.runs(400);
  }
  assert.deepEqual(called(maple), [to("17"), to("123456")]);
  maple.talk.refuses(404);
  await town.runs(20_000);
  await town.mustBeIdle();
});

test("a key acts at once; when nobody comes by it, that is said and asked again", async () => {
  const { town, call, kitchen, maple, dials, hears } = await asked();
  await dials("0");
  await town.runs(500);
  assert.equal(kitchen.talks.length, 1);
  assert.deepEqual(await hears(9000), ["reached-nobody", question]);
  await dials("0");
  await town.runs(500);
  kitchen.talk.lifts();
  await town.runs(500);
  call.voice.forget();
  await town.runs(1000);
  assert.ok(call.voice.share(440) > 0.9);
  kitchen.talk.hangsUp();
  await town.runs(1000);
  assert.deepEqual([call.told.at(-1), maple.talks.length], ["over bye", 0]);
  await town.mustBeIdle();
});

for (const [status, words] of [
  [404, "reached-unknown"],
  [486, "reached-busy"],
  [480, "reached-nobody"],
  [603, "reached-nobody"],
] as const)
  test(`three extensions that are refused with ${status}: said each time, then goodbye`, async () => {
    const { town, call, maple, dials, hears } = await asked();
    await dials("299#");
    maple.talk.refuses(status);
    assert.deepEqual(await hears(6000), [words, question]);
    await dials("299#");
    maple.talk.refuses(status);
    assert.deepEqual(await hears(6000), [words, question]);
    await dials("299#");
    maple.talk.refuses(status);
    assert.deepEqual((await hears(4000)).at(-1), "goodbye");
    assert.equal(call.told.at(-1), "over bye");
    assert.equal(maple.talks.length, 3);
    await town.mustBeIdle();
  });

test("who keys nothing is asked three times, then told goodbye", async () => {
  const { town, call, hears } = await asked();
  assert.deepEqual(await hears(40_000), [question, question, "goodbye"]);
  assert.equal(call.told.at(-1), "over bye");
  await town.mustBeIdle();
});

test("a number for help is no extension: nobody is called", async () => {
  const { town, carrier, maple, call, dials, hears } = await asked();
  await dials("911#");
  assert.deepEqual(await hears(6000), ["reached-unknown", question]);
  assert.deepEqual([maple.talks.length, carrier.talks.length], [0, 1]);
  call.hangsUp();
  await town.mustBeIdle();
});

test("without `times` it is asked once, whatever comes of it", async () => {
  const { times: _, ...once } = menu;
  const { town, call, maple, dials, hears } = await asked([once, { do: "mailbox" }]);
  await dials("299#");
  maple.talk.refuses(404);
  assert.deepEqual(await hears(4000), []);
  assert.equal(call.isOver, false, "the mailbox has it");
  call.hangsUp();
  await town.mustBeIdle();
});

for (const [when, digits] of [
  ["while the question is said", ""],
  ["within an extension", "20"],
  ["while the extension is called", "201#"],
  ["while it rings by a key", "0"],
] as const)
  test(`a caller who hangs up ${when} leaves nothing behind`, async () => {
    const { town, call, maple, kitchen, dials } = await asked();
    await dials(digits);
    await town.runs(200);
    call.hangsUp();
    await town.runs(5000);
    for (const talk of [...maple.talks, ...kitchen.talks]) assert.ok(talk.isOver);
    await town.mustBeIdle();
  });
