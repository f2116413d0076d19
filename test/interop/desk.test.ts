import assert from "node:assert/strict";
import { test } from "node:test";
import { noBaresip } from "../phones/baresip.ts";
import { household, ring, share } from "./household.ts";

const skip = noBaresip() ?? false;

test("a telephone registered over TLS is called", { skip }, () =>
  household([ring("kitchen")], async ({ carrier, phone, calls }) => {
    const kitchen = await phone("kitchen", { tone: 440, transport: "tls" });
    calls();
    await kitchen.until("CALL_INCOMING");
    kitchen.lift();
    await carrier.until("CALL_ESTABLISHED");
    const [atCarrier, atKitchen] = await Promise.all([share(carrier, 440), share(kitchen, 1000)]);
    assert.ok(atCarrier > 0.8 && atKitchen > 0.8, `${atCarrier} and ${atKitchen}`);
    carrier.hangUp();
    await kitchen.until("CALL_CLOSED");
  }),
);

test("a telephone that speaks nothing but SRTP is called, and calls out", { skip }, () =>
  household([ring("study")], async ({ carrier, phone, calls, house }) => {
    const study = await phone("study", { tone: 440, transport: "tls", encrypts: true });
    calls();
    await study.until("CALL_INCOMING");
    study.lift();
    await carrier.until("CALL_ESTABLISHED");
    const [atCarrier, atStudy] = await Promise.all([share(carrier, 440), share(study, 1000)]);
    assert.ok(atCarrier > 0.8 && atStudy > 0.8, `${atCarrier} and ${atStudy}`);
    carrier.hangUp();
    await study.until("CALL_CLOSED");
    const [called, calling] = [carrier.mark, study.mark];
    study.dial(`sip:6135550177@127.0.0.1:${house.tlsPort}`);
    await carrier.until("CALL_INCOMING", called);
    carrier.lift();
    await study.until("CALL_ESTABLISHED", calling);
    await carrier.until("CALL_ESTABLISHED", called);
    study.hangUp();
    await carrier.until("CALL_CLOSED", called);
  }),
);

test(
  "a telephone calls out: the carrier rings and answers, and both people hear each other",
  {
    skip,
  },
  () =>
    household([ring("kitchen")], async ({ carrier, phone, house }) => {
      const kitchen = await phone("kitchen", { tone: 440 });
      kitchen.dial(`sip:6135550177@127.0.0.1:${house.sipPort}`);
      await carrier.until("CALL_INCOMING");
      await kitchen.until("CALL_RINGING");
      carrier.lift();
      await kitchen.until("CALL_ESTABLISHED");
      const [atCarrier, atKitchen] = await Promise.all([share(carrier, 440), share(kitchen, 1000)]);
      assert.ok(atCarrier > 0.8 && atKitchen > 0.8, `${atCarrier} and ${atKitchen}`);
      kitchen.hangUp();
      await carrier.until("CALL_CLOSED");
    }),
);

test("a caller gives up: what rang falls silent, and the call was missed", { skip }, () =>
  household([ring("kitchen", "study")], async ({ carrier, phone, calls, house }) => {
    const kitchen = await phone("kitchen", { tone: 440 });
    const study = await phone("study", { tone: 600, transport: "tcp", encrypts: true });
    calls();
    await Promise.all([kitchen.until("CALL_INCOMING"), study.until("CALL_INCOMING")]);
    await carrier.until("CALL_RINGING");
    carrier.hangUp();
    await Promise.all([kitchen.until("CALL_CLOSED"), study.until("CALL_CLOSED")]);
    const { items } = (await house.get("/api/v1/calls")) as {
      readonly items: readonly { readonly outcome?: string }[];
    };
    assert.deepEqual(
      items.map(({ outcome }) => outcome),
      ["missed"],
    );
  }),
);

test("the telephone holds the call and takes it back; keys pass both ways", { skip }, () =>
  household([ring("kitchen")], async ({ carrier, phone, calls }) => {
    const kitchen = await phone("kitchen", { tone: 440 });
    calls();
    await kitchen.until("CALL_INCOMING");
    kitchen.lift();
    await carrier.until("CALL_ESTABLISHED");
    await share(carrier, 440);
    kitchen.hold();
    kitchen.resume();
    const again = carrier.mark;
    kitchen.digit("5");
    await carrier.until("CALL_DTMF_START", again);
    const later = kitchen.mark;
    carrier.digit("7");
    await kitchen.until("CALL_DTMF_START", later);
    kitchen.hangUp();
    await carrier.until("CALL_CLOSED");
  }),
);
