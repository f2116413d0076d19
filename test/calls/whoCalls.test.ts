import assert from "node:assert/strict";
import { test } from "node:test";
import type { Settings } from "#telephony/settings/settings.ts";
import { household, number, outcome, ring, settingsOf } from "./household.ts";

const knownOnly = (more: object = {}): object =>
  settingsOf([], {
    rules: [
      { id: "known", when: { is: "before" }, then: [ring("kitchen")] },
      { id: "blocked", when: { is: "caller", in: "blocked" }, then: [{ do: "reject" }] },
      { id: "all", when: { is: "always" }, then: [{ do: "reject", cause: "quiet" }] },
    ],
    ...more,
  });

test("whom the owner has called before is put through, others are not", async () => {
  const { town, carrier, kitchen } = await household(knownOnly());
  const early = await carrier.calls(number, { from: "+16135550177" });
  await town.runs(1000);
  assert.deepEqual(early.told.slice(-2), ["refused 480", "over refused"]);
  await kitchen.calls("6135550177");
  await town.runs(1000);
  carrier.talk.lifts();
  await town.runs(1000);
  carrier.talk.hangsUp();
  await town.runs(1000);
  const late = await carrier.calls(number, { from: "+16135550177" });
  await town.runs(1000);
  kitchen.talk.lifts();
  await town.runs(2000);
  assert.ok(late.voice.share(440) > 0.9);
  late.hangsUp();
  await town.runs(1000);
  const [kept] = town.calls();
  assert.deepEqual(kept?.record.decision?.given?.before, ["owner"]);
  await town.mustBeIdle();
});

test("a name with markup, controls and marks that turn the text is one plain line at the telephone", async () => {
  const { town, carrier, kitchen } = await household(settingsOf([ring("kitchen")]));
  const name = "<img src=x onerror=alert(1)>\u202E\u200Bmum\u0007\t";
  const call = await carrier.calls(number, { from: "+16135550177", name });
  await town.runs(1000);
  const shown = kitchen.talk.incoming?.request.lines("From")[0] ?? "";
  assert.match(shown, /^"<img src=x onerror=alert\(1\)> mum" </);
  assert.doesNotMatch(shown, /[\p{Cc}\u200B\u202A-\u202E]/u);
  call.hangsUp();
  await town.runs(1000);
  assert.equal(town.calls()[0]?.record.from.name, "<img src=x onerror=alert(1)> mum");
  await town.mustBeIdle();
});

test("a blocked beginning is refused, whatever name the caller carries", async () => {
  const { town, carrier } = await household(knownOnly({ callers: { block: ["+4930*"] } }));
  const call = await carrier.calls(number, { from: "+493012345678", name: "<b>\u202EMum</b>" });
  await town.runs(1000);
  assert.deepEqual(call.told.slice(-2), ["refused 603", "over refused"]);
  assert.equal(outcome(town)[0], "rejected");
  const [kept] = town.calls();
  assert.doesNotMatch(kept?.record.from.name ?? "", /[\p{Cc}\u202A-\u202E]/u);
  await town.mustBeIdle();
});

for (const believed of [true, false])
  test(`a verified number (verstat) ${believed ? "counts" : "means nothing"} when the account is ${believed ? "" : "not "}believed`, async () => {
    const settings = settingsOf([], {
      rules: [
        { id: "sure", when: { is: "attested", level: "A" }, then: [ring("kitchen")] },
        { id: "all", when: { is: "always" }, then: [{ do: "reject", cause: "quiet" }] },
      ],
    }) as Settings;
    const accounts = settings.accounts.map((one) => ({
      ...one,
      ...(believed && { verstat: true }),
    }));
    const { town, carrier, kitchen } = await household({ ...settings, accounts });
    const call = await carrier.calls(number, { from: "+16135550177;verstat=TN-Validation-Passed" });
    await town.runs(1000);
    assert.equal(kitchen.talks.length, believed ? 1 : 0);
    const [from] = town.calls();
    if (!believed) assert.equal(from?.record.from.number, "+16135550177");
    call.hangsUp();
    await town.mustBeIdle();
  });
