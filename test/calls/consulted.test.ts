import assert from "node:assert/strict";
import { test } from "node:test";
import { fromUtf8, utf8 } from "#kit/bytes.ts";
import { type Millis, millis, seconds } from "#kit/time.ts";
import { audited } from "#server/calls/receipt.ts";
import { validate } from "#telephony/settings/validate.ts";
import type { HttpRequest } from "#world/http.ts";
import { nodeCrypto } from "#world/node/nodeCrypto.ts";
import type { SimService } from "#world/sim/simHttp.ts";
import type { Town } from "../phones/town.ts";
import { type Household, household, number, ring, settingsOf } from "./household.ts";

/* A service of the owner's is asked what to do with a call. */

const caller = "+16135550177";
const host = "hooks.example";
const place = "203.0.113.30";
const secret = "a-shared-secret";
const decide = { do: "decide", url: `https://${host}/calls?key=k`, secret, for: 2 };
const otherwise = [ring("kitchen")];
const asks = { ...decide, otherwise };

interface Home extends Household {
  readonly asked: readonly HttpRequest[];
}

async function home(
  then: readonly object[],
  service: SimService,
  {
    delay = millis(100),
    at = place,
    more = {},
  }: { delay?: Millis; at?: string; more?: object } = {},
): Promise<Home> {
  const people = await household(settingsOf(then, more));
  const { sim } = people.town;
  sim.network.record(host, "A", [at]);
  const asked: HttpRequest[] = [];
  sim.http.serve(
    at,
    (request) => {
      asked.push(request);
      return service(request);
    },
    delay,
  );
  return { ...people, asked };
}

const says =
  (json: unknown, more: object = {}): SimService =>
  () => ({ body: utf8(JSON.stringify(json)), ...more });

const decisionOf = (town: Town) => town.calls()[0]?.record.decision;
/** The codes of why it was decided so, and the failure in the plan. */
const receipt = (town: Town): readonly unknown[] => {
  const [step] = decisionOf(town)?.plan ?? [];
  const failed = step?.do === "decide" ? step.failed : undefined;
  return [decisionOf(town)?.because.map(({ code }) => code), failed?.code, failed?.detail];
};

/** By the settings of then and the facts that were kept, the same bytes. */
function mustBeSameAgain(town: Town): void {
  const { settings, world } = town.server.parts;
  for (const { record } of town.calls()) {
    const audit = audited(
      record,
      (version) => {
        const read = validate(settings.history().find((one) => one.version === version)?.document);
        return read.ok ? read.value : undefined;
      },
      world.crypto,
    );
    assert.deepEqual([audit?.inputs, audit?.same], [true, true]);
  }
}

test("a service says who rings, and its answer is kept so that the decision can be made again", async () => {
  const { town, carrier, kitchen, study, asked } = await home(
    [asks],
    says({ then: [ring("study")] }),
  );
  const call = await carrier.calls(number, { from: caller });
  await town.runs(1000);
  study.talk.lifts();
  await town.runs(1000);
  assert.ok(call.voice.share(600) > 0.9);
  assert.equal(kitchen.talks.length, 0);
  call.hangsUp();
  await town.runs(1000);
  assert.equal(asked.length, 1);
  assert.deepEqual(receipt(town), [["decide.answered", "always"], undefined, undefined]);
  mustBeSameAgain(town);
  await town.mustBeIdle();
});

test("what is asked says who calls and when, and is signed; the secret is in no receipt", async () => {
  const { town, carrier, asked } = await home([asks], says({ then: [{ do: "reject" }] }));
  await carrier.calls(number, { from: caller });
  await town.runs(1000);
  const [question] = asked;
  assert.ok(question?.body);
  const body = fromUtf8(question.body);
  const { type, data } = JSON.parse(body) as { type: string; data: Record<string, unknown> };
  assert.equal(type, "call.decide");
  assert.deepEqual(data["devices"], { kitchen: "idle", study: "idle" });
  assert.equal((data["from"] as { number: string }).number, caller);
  const {
    "webhook-id": id,
    "webhook-timestamp": at,
    "webhook-signature": signature,
  } = question.headers;
  assert.equal(Math.floor(Number(at) / 60), Date.parse("2026-11-27T17:00:00Z") / 60_000);
  const mac = nodeCrypto.hmacKey(utf8(secret)).sign(`${id}.${at}.${body}`);
  assert.equal(signature, `v1,${Buffer.from(mac).toString("base64")}`);
  assert.ok(!JSON.stringify(town.calls()).includes(secret));
  await town.mustBeIdle();
});

test("a hidden number is told to nobody", async () => {
  const { town, carrier, asked } = await home([asks], says({ then: [{ do: "reject" }] }));
  const extra = [{ name: "Privacy", text: "id" }];
  await carrier.calls(number, { from: caller, extra });
  await town.runs(1000);
  const body = fromUtf8(asked[0]?.body ?? new Uint8Array());
  assert.ok(body.includes('"hidden":true') && !body.includes("0177"), body);
  await town.mustBeIdle();
});

test("who does not answer in time is not waited for: otherwise it is, with the reason", async () => {
  const { town, carrier, kitchen } = await home([asks], says({ then: [] }), { delay: seconds(9) });
  const call = await carrier.calls(number, { from: caller });
  await town.runs(1500);
  assert.equal(kitchen.talks.length, 0);
  await town.runs(700);
  assert.equal(kitchen.talks.length, 1);
  call.hangsUp();
  await town.runs(1000);
  assert.deepEqual(receipt(town).slice(0, 2), [["decide.failed", "always"], "http.timeout"]);
  mustBeSameAgain(town);
  await town.mustBeIdle();
});

const step = (one: object) => says({ then: [one] });
const useless: readonly (readonly [string, SimService, string, RegExp])[] = [
  ["an error", says({}, { status: 500 }), "decide.refused", /^hooks.example answers 500$/],
  [
    "a redirect into the house",
    says({}, { status: 307, headers: { location: "http://192.168.1.1/" } }),
    "decide.refused",
    /307/,
  ],
  ["no JSON", () => ({ body: utf8("<html>") }), "decide.badAnswer", /no JSON/],
  ["JSON of another kind", says([1]), "decide.badAnswer", /^: /],
  ["keys that nobody knows", says({ then: [], also: 1 }), "decide.badAnswer", /^\/also: /],
  [
    "a telephone that is not there",
    step({ do: "ring", targets: [{ device: "cellar" }] }),
    "decide.badAnswer",
    /^\/then\/0\/targets\/0\/device: .*cellar/,
  ],
  [
    "another service to ask",
    step({ ...asks, url: "https://b.example/" }),
    "decide.badAnswer",
    /another service/,
  ],
  [
    "breaking in for anybody",
    step({ do: "interrupt", target: { device: "kitchen" } }),
    "decide.badAnswer",
    /names? callers/,
  ],
  [
    "the owner's own number",
    step({ do: "forward", to: { number } }),
    "decide.badAnswer",
    /own number/,
  ],
  ["more than fits", () => ({ body: new Uint8Array(20_000) }), "http.tooLarge", /16384/],
];
for (const [what, service, code, detail] of useless)
  test(`${what} is no answer: the call goes on as the owner wrote`, async () => {
    const { town, carrier, kitchen } = await home([asks], service);
    const call = await carrier.calls(number, { from: caller });
    await town.runs(1000);
    assert.equal(kitchen.talks.length, 1);
    call.hangsUp();
    await town.runs(1000);
    const [because, failed, why] = receipt(town);
    assert.deepEqual(because, ["decide.failed", "always"]);
    assert.equal(failed, code);
    assert.match(String(why), detail);
    await town.mustBeIdle();
  });

test("a name that leads into the house is not asked, unless its owner said that it is inside", async () => {
  for (const inside of [false, true]) {
    const service = says({ then: [ring("study")] });
    const of = await home([{ ...asks, inside }], service, { at: "192.168.1.20" });
    const call = await of.carrier.calls(number, { from: caller });
    await of.town.runs(1000);
    assert.deepEqual([of.asked.length, of.study.talks.length], inside ? [1, 1] : [0, 0]);
    call.hangsUp();
    await of.town.runs(1000);
    assert.equal(receipt(of.town)[1], inside ? undefined : "http.inside");
    await of.town.mustBeIdle();
  }
});

test("an empty answer lets the plan go on", async () => {
  const { town, carrier, study } = await home([asks, ring("study")], () => ({ status: 204 }));
  const call = await carrier.calls(number, { from: caller });
  await town.runs(1000);
  assert.equal(study.talks.length, 1);
  call.hangsUp();
  await town.mustBeIdle();
});

test("a telephone that rings on is answered while the service is still asked", async () => {
  const on = { ...ring("kitchen"), for: 5, keepRinging: true };
  const service = says({ then: [{ do: "reject" }] });
  const { town, carrier, kitchen, asked } = await home([on, { ...asks, for: 10 }], service, {
    delay: seconds(8),
  });
  const call = await carrier.calls(number, { from: caller });
  await town.runs(7000);
  kitchen.talk.lifts();
  await town.runs(8000);
  assert.ok(call.voice.share(440) > 0.9);
  assert.equal(asked.length, 1);
  call.hangsUp();
  await town.mustBeIdle();
});

test("who hangs up while the service is asked leaves no question open", async () => {
  const { town, carrier, kitchen } = await home([{ ...asks, for: 10 }], () => undefined);
  const call = await carrier.calls(number, { from: caller });
  await town.runs(1000);
  assert.equal(town.sim.http.open.length, 1);
  call.hangsUp();
  await town.runs(1000);
  assert.deepEqual(town.sim.http.open, []);
  assert.equal(kitchen.talks.length, 0);
  await town.mustBeIdle();
});

test("the settings of when the call came decide what an answer means", async () => {
  const { town, carrier, study } = await home([asks], says({ then: [ring("study")] }), {
    delay: seconds(1),
  });
  const call = await carrier.calls(number, { from: caller });
  await town.runs(500);
  await town.server.parts.settings.change(() => settingsOf([{ do: "reject" }]), "test");
  await town.runs(1500);
  assert.equal(study.talks.length, 1);
  call.hangsUp();
  await town.runs(1000);
  mustBeSameAgain(town);
  await town.mustBeIdle();
});

test("nobody is asked about who calls back after a call for help", async () => {
  const { town, carrier, kitchen, asked } = await home([asks], says({ then: [{ do: "reject" }] }));
  const help = await kitchen.calls("911");
  await town.runs(1000);
  help.hangsUp();
  await town.runs(1000);
  const before = kitchen.talks.length;
  const back = await carrier.calls(number, { from: caller });
  await town.runs(200);
  assert.equal(kitchen.talks.length, before + 1);
  assert.deepEqual(asked, []);
  back.hangsUp();
  await town.mustBeIdle();
});
