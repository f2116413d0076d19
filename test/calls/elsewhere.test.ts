/** Calls that are directed by what is kept elsewhere: calendars, lists of numbers, address books. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { utf8 } from "#kit/bytes.ts";
import { audited } from "#server/calls/receipt.ts";
import type { HttpAnswer, HttpRequest } from "#world/http.ts";
import { household, number, outcome, ring, settingsOf } from "./household.ts";

type Answers = (request: HttpRequest) => Partial<HttpAnswer> | undefined;

const internet = (answers: Answers) => ({
  internet: ({ network, http }: Parameters<NonNullable<TownInternet>>[0]): void => {
    network.record("out.example", "A", ["203.0.113.9"]);
    http.serve("203.0.113.9", answers);
  },
});
type TownInternet = NonNullable<Parameters<typeof household>[1]>["internet"];

const everyone = { id: "all", when: { is: "always" }, then: [ring("kitchen")] };

const meeting = utf8(
  [
    "BEGIN:VCALENDAR",
    "BEGIN:VEVENT",
    "UID:1",
    "SUMMARY:Team meeting",
    "DTSTART;TZID=America/Toronto:20261113T120500",
    "DTEND;TZID=America/Toronto:20261113T130000",
    "RRULE:FREQ=WEEKLY",
    "END:VEVENT",
    "END:VCALENDAR",
  ].join("\r\n"),
);
const inMeetings = settingsOf([], {
  times: [{ id: "meeting", calendar: { ics: "https://out.example/a.ics", every: 5 } }],
  rules: [
    {
      id: "busy",
      when: { is: "during", time: "meeting" },
      then: [{ do: "reject", cause: "quiet" }],
    },
    everyone,
  ],
});

test("while the calendar says busy the telephone is quiet, though the calendar is down by then; its reason says since when", async () => {
  let asked = 0;
  const { town, carrier, kitchen } = await household(
    inMeetings,
    internet(() => {
      asked += 1;
      return asked === 1 ? { body: meeting } : { status: 503 };
    }),
  );
  const early = await carrier.calls(number);
  await town.runs(2000);
  kitchen.talk.lifts();
  await town.runs(2000);
  assert.ok(early.voice.share(440) > 0.9, "before the meeting it rings");
  early.hangsUp();
  await town.runs(20 * 60_000);
  const late = await carrier.calls(number);
  await town.runs(2000);
  assert.deepEqual(late.told.slice(-1), ["over refused"]);
  const [kept] = town.calls();
  const { decision } = kept?.record ?? {};
  assert.deepEqual(decision?.because.at(-1)?.params, { time: "meeting", asOf: "12:00" });
  assert.equal(decision?.given?.calendars?.[0]?.on[0]?.title, "Team meeting");
  assert.ok(asked > 2);
  const [trouble] = town.control.status().troubles;
  assert.deepEqual(trouble, {
    code: "subscription.trouble",
    detail: "meeting: out.example answers 503",
  });
  const { settings, world } = town.server.parts;
  assert.ok(kept);
  const audit = audited(kept.record, () => settings.current(), world.crypto);
  assert.deepEqual(audit && { inputs: audit.inputs, same: audit.same }, {
    inputs: true,
    same: true,
  });
  await town.mustBeIdle();
});

test("the simulator knows the meetings of the coming weeks", async () => {
  const { town } = await household(
    inMeetings,
    internet(() => ({ body: meeting })),
  );
  const decided = (at: string): unknown => {
    const answer = town.control.decide({ from: "+16135550177", at });
    return answer.ok && [answer.value.cause, answer.value.because.length];
  };
  assert.deepEqual(decided("2026-12-18T12:30:00-05:00"), ["quiet", 1]);
  assert.deepEqual(decided("2026-12-18T13:00:00-05:00"), [null, 2]);
  assert.deepEqual(decided("2026-12-19T12:30:00-05:00"), [null, 2]);
  await town.mustBeIdle();
});

const listed = (more: object = {}): object =>
  settingsOf([], {
    callers: {
      allow: ["+493055501234"],
      lists: [{ id: "spam", name: "Spam", url: "https://out.example/spam.csv" }],
    },
    rules: [
      { id: "blocked", when: { is: "caller", in: "blocked" }, then: [{ do: "reject" }] },
      everyone,
    ],
    ...more,
  });

test("whom a list of others names is refused and counted, but not whom the owner allows", async () => {
  const spam = utf8("number,who\n+442079460000,Tiles\n+4930555*,Prizes\n");
  const { town, carrier } = await household(
    listed(),
    internet(() => ({ body: spam })),
  );
  for (const from of ["+442079460000", "+493055509999"]) {
    const call = await carrier.calls(number, { from });
    await town.runs(1000);
    assert.deepEqual(call.told.slice(-2), ["refused 603", "over refused"]);
    const last = town.calls()[0]?.record.decision?.because.at(-1);
    assert.deepEqual(last?.params, { group: "blocked", by: "list", what: "spam" });
  }
  const allowed = await carrier.calls(number, { from: "+493055501234" });
  await town.runs(1000);
  assert.equal(outcome(town)[0], "rejected");
  assert.ok(!allowed.told.includes("over refused"), "allow comes before block");
  allowed.hangsUp();
  await town.runs(1000);
  const [view] = town.control.subscriptions();
  assert.deepEqual([view?.count, view?.stopped, view?.problem], [2, 2, undefined]);
  await town.mustBeIdle();
});

const dav = (props: string): Partial<HttpAnswer> => ({
  status: 207,
  body: utf8(
    `<multistatus xmlns="DAV:"><response><href>/</href><propstat><prop>${props}</prop><status>HTTP/1.1 200 OK</status></propstat></response></multistatus>`,
  ),
});

test("whom an address book names is shown so, belongs to its groups, and the receipt holds it", async () => {
  const card = "BEGIN:VCARD\nVERSION:3.0\nFN:Grace &lt;b&gt;\nTEL:+442079460000\nEND:VCARD";
  const { town, carrier, kitchen } = await household(
    settingsOf([], {
      addressBooks: [{ id: "book", carddav: "https://out.example/c/", groups: ["family"] }],
      rules: [
        { id: "family", when: { is: "caller", in: "family" }, then: [ring("kitchen")] },
        { id: "all", when: { is: "always" }, then: [{ do: "reject" }] },
      ],
    }),
    internet(({ method }) =>
      method === "PROPFIND"
        ? dav("<resourcetype><addressbook/></resourcetype><sync-token>1</sync-token>")
        : dav(`<address-data>${card}</address-data>`),
    ),
  );
  const call = await carrier.calls(number, { from: "+442079460000", name: "Somebody" });
  await town.runs(2000);
  kitchen.talk.lifts();
  await town.runs(1000);
  call.hangsUp();
  await town.runs(1000);
  const [kept] = town.calls();
  assert.equal(kept?.record.from.name, "Grace <b>");
  assert.equal(kept?.record.decision?.given?.contact?.book, "book");
  assert.ok(kept);
  const { settings, world } = town.server.parts;
  assert.equal(audited(kept.record, () => settings.current(), world.crypto)?.same, true);
  const stranger = await carrier.calls(number, { from: "+442079460009" });
  await town.runs(1000);
  assert.deepEqual(stranger.told.slice(-1), ["over refused"]);
  await town.mustBeIdle();
});
