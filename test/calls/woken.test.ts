import assert from "node:assert/strict";
import { createDecipheriv, createECDH, hkdfSync } from "node:crypto";
import { test } from "node:test";
import type { HttpRequest } from "#world/http.ts";
import type { Person } from "../phones/person.ts";
import { Town } from "../phones/town.ts";
import { HandsetPage } from "../phones/web/handsetPage.ts";
import { number, outcome, ring, settingsOf } from "./household.ts";

/* The handset page is asleep when somebody calls: it is woken by a push. */

const place = "203.0.113.40";
const endpoint = "https://push.example/send/abc";
const browser = createECDH("prime256v1");
browser.generateKeys();
const auth = Buffer.alloc(16, 5);

/** As RFC 8291 has a browser do it, by its own hands. */
function opened(body: Uint8Array = new Uint8Array()): Record<string, unknown> {
  const data = Buffer.from(body);
  const [salt, theirs] = [data.subarray(0, 16), data.subarray(21, 86)];
  const mine = browser.getPublicKey();
  const about = Buffer.concat([Buffer.from("WebPush: info\0"), mine, theirs]);
  const secret = hkdfSync("sha256", browser.computeSecret(theirs), auth, about, 32);
  const part = (name: string, length: number) =>
    Buffer.from(
      hkdfSync("sha256", Buffer.from(secret), salt, `Content-Encoding: ${name}\0`, length),
    );
  const open = createDecipheriv("aes-128-gcm", part("aes128gcm", 16), part("nonce", 12));
  open.setAuthTag(data.subarray(-16));
  const text = Buffer.concat([open.update(data.subarray(86, -16)), open.final()]);
  assert.equal(text.at(-1), 2);
  return JSON.parse(text.subarray(0, -1).toString()) as Record<string, unknown>;
}

interface Home {
  readonly town: Town;
  readonly carrier: Person;
  readonly kitchen: Person;
  readonly page: HandsetPage;
  readonly pushed: HttpRequest[];
}

/** The page of the bedroom was open once, and said that it may be woken. */
async function home(
  then: readonly object[],
  {
    status = 201,
    at = place,
    judge = true,
  }: { status?: number; at?: string; judge?: boolean } = {},
): Promise<Home> {
  const page = new HandsetPage(600);
  const devices = [
    { id: "bedroom", kind: "browser" },
    { id: "kitchen", kind: "sip", secret: "a-long-secret" },
  ];
  const town = await Town.open(settingsOf(then, { devices }), { page });
  const carrier = await town.person("carrier", "192.0.2.10", 1000);
  const kitchen = await town.phone("kitchen", 440);
  const pushed: HttpRequest[] = [];
  town.sim.network.record("push.example", "A", [at]);
  town.sim.http.serve(at, (request) => {
    pushed.push(request);
    return { status };
  });
  const { push } = town.server;
  push.judgedBy(() => judge);
  const keys = {
    p256dh: browser.getPublicKey("base64url"),
    auth: auth.toString("base64url"),
  };
  const contact = "https://house.example";
  const wish = { device: "bedroom", endpoint, keys, language: "en", contact };
  const subscribed = await push.subscribe(wish, "session");
  assert.ok(subscribed.ok);
  town.begins();
  return { town, carrier, kitchen, page, pushed };
}

const caller = "+16135550177";
const told = ({ pushed }: Home) => pushed.map(({ body }) => opened(body)["is"]);

test("a page that sleeps is woken, rings, and answers; its notification goes", async () => {
  const all = await home([ring("bedroom")]);
  const { town, carrier, page, pushed } = all;
  const call = await carrier.calls(number, { from: caller, name: "Mum" });
  await town.runs(3000);
  const [first] = pushed;
  assert.ok(first);
  const id = town.server.calls.live()[0]?.id ?? "";
  assert.deepEqual(opened(first.body), {
    is: "call",
    number: caller,
    name: "Mum",
    call: id,
    language: "en",
  });
  const { ttl, urgency, topic, authorization = "" } = first.headers;
  assert.deepEqual([ttl, urgency, topic], ["30", "high", `call-${id}`]);
  assert.match(authorization, /^vapid t=[\w.-]+, k=B[\w-]{86}$/);
  assert.ok(call.told.includes("progress 180"), "the caller hears it ring");
  const rung = call.told.length;
  assert.ok(town.control.attachHandset("bedroom", page).ok);
  await town.runs(500);
  assert.ok(page.isRinging);
  assert.equal(call.told.length, rung, "and is told it once");
  page.lifts();
  await town.runs(1500);
  assert.ok(call.voice.share(600) > 0.9);
  assert.deepEqual(told(all), ["call", "over"]);
  call.hangsUp();
  await town.runs(1000);
  page.hangsUp();
  page.close();
  await town.mustBeIdle();
  assert.deepEqual(outcome(town), ["answered", "bedroom over"]);
});

test("nobody comes: after twelve seconds the next step has its turn", async () => {
  const all = await home([ring("bedroom"), ring("kitchen")]);
  const { town, carrier, kitchen } = all;
  const call = await carrier.calls(number, { from: caller });
  await town.runs(11_500);
  assert.equal(kitchen.talks.length, 0);
  await town.runs(1500);
  kitchen.talk.lifts();
  await town.runs(1000);
  assert.ok(call.voice.share(440) > 0.9);
  assert.deepEqual(told(all), ["call", "over"]);
  call.hangsUp();
  await town.mustBeIdle();
});

test("somebody else answers, or the caller gives up: the page need not come", async () => {
  const all = await home([ring("bedroom", "kitchen")]);
  const { town, carrier, kitchen, page } = all;
  const call = await carrier.calls(number, { from: caller });
  await town.runs(2000);
  kitchen.talk.lifts();
  await town.runs(1000);
  assert.deepEqual(told(all), ["call", "over"]);
  assert.ok(town.control.attachHandset("bedroom", page).ok);
  await town.runs(1000);
  assert.equal(page.isRinging, false);
  call.hangsUp();
  await town.runs(1000);
  page.close();
  const again = await carrier.calls(number, { from: caller });
  await town.runs(2000);
  again.hangsUp();
  await town.runs(1000);
  assert.deepEqual(told(all), ["call", "over", "call", "over"]);
  await town.mustBeIdle();
});

test("a subscription that is gone is forgotten, and one whose session is over never used", async () => {
  const gone = await home([ring("bedroom"), ring("kitchen")], { status: 410 });
  const call = await gone.carrier.calls(number, { from: caller });
  await gone.town.runs(2000);
  assert.equal(gone.pushed.length, 1);
  assert.deepEqual(gone.town.server.push.subscribed("session"), []);
  call.hangsUp();
  await gone.town.mustBeIdle();

  const over = await home([ring("bedroom"), ring("kitchen")], { judge: false });
  const other = await over.carrier.calls(number, { from: caller });
  await over.town.runs(2000);
  assert.equal(over.pushed.length, 0);
  assert.deepEqual(over.town.server.push.subscribed("session"), []);
  other.hangsUp();
  await over.town.mustBeIdle();
});

test("a push service in the house is none", async () => {
  const { town, carrier, pushed } = await home([ring("bedroom")], { at: "192.168.1.20" });
  const call = await carrier.calls(number, { from: caller });
  await town.runs(2000);
  assert.equal(pushed.length, 0);
  call.hangsUp();
  const { push } = town.server;
  const keys = { p256dh: browser.getPublicKey("base64url"), auth: auth.toString("base64url") };
  const wish = { device: "bedroom", keys, language: "en", contact: "https://house.example" };
  for (const bad of ["https://192.168.1.20/x", "https://[::1]/x", "http://push.example/x", "x"]) {
    const asked = await push.subscribe({ ...wish, endpoint: bad }, "session");
    assert.equal(!asked.ok && asked.problem.code, "push.badEndpoint", bad);
  }
  const other = await push.subscribe({ ...wish, endpoint, device: "kitchen" }, "session");
  assert.equal(!other.ok && other.problem.code, "server.noDevice");
  await town.mustBeIdle();
});

test("a page that is frozen is woken like one that is closed: it says so, or tells nothing any more", async () => {
  const all = await home([ring("bedroom")]);
  const { town, carrier, page, pushed } = all;
  const state = () => town.control.devices().find(({ id }) => id === "bedroom")?.state;
  assert.ok(town.control.attachHandset("bedroom", page).ok);
  for (let n = 0; n < 4; n++) {
    page.beats();
    await town.runs(20_000);
  }
  assert.equal(state(), "idle");
  const first = await carrier.calls(number, { from: caller });
  await town.runs(1000);
  assert.ok(page.isRinging);
  first.hangsUp();
  await town.runs(50_000); // two beats are missing
  assert.deepEqual([pushed.length, state()], [0, "offline"]);

  const second = await carrier.calls(number, { from: caller });
  await town.runs(1000);
  assert.deepEqual([page.isRinging, told(all)], [false, ["call"]]);
  page.beats();
  await town.runs(500);
  assert.ok(page.isRinging, "it is awake again");
  page.lifts();
  await town.runs(60_000);
  assert.equal(second.isOver, false, "in a call nobody asks for beats");
  page.hangsUp();
  await town.runs(1000);
  assert.equal(state(), "offline");
  page.beats();
  assert.equal(state(), "idle");
  page.isFrozen();
  const third = await carrier.calls(number, { from: caller });
  await town.runs(1000);
  assert.deepEqual(told(all).at(-1), "call");
  third.hangsUp();
  page.close();
  await town.mustBeIdle();
});
