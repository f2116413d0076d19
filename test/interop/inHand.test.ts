/** Calls in hand over real sockets: parked and taken, and put together, one leg of them with SRTP. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { type Baresip, noBaresip } from "../phones/baresip.ts";
import { listenTo } from "../phones/tone.ts";
import { type Household, household, ring } from "./household.ts";

const skip = noBaresip() ?? false;

interface Live {
  readonly live: readonly { readonly id: string; readonly state: string }[];
}

/** The carrier talks to the kitchen; the study speaks SRTP alone. */
async function talking({ carrier, house, phone, calls }: Household) {
  const kitchen = await phone("kitchen", { tone: 440 });
  const study = await phone("study", { tone: 600, transport: "tcp", encrypts: true });
  calls();
  await kitchen.until("CALL_INCOMING");
  kitchen.lift();
  await carrier.until("CALL_ESTABLISHED");
  const { live } = (await house.get("/api/v1/status")) as Live;
  const [call] = live;
  assert.ok(call);
  return { kitchen, study, path: `/api/v1/calls/${call.id}` };
}

/** The part of the last second that is in that tone, after so many seconds of its call. */
const part = async (phone: Baresip, seconds: number, hertz: number): Promise<number> =>
  listenTo(await phone.hears(seconds)).lately(hertz);

test("parked at the kitchen, and taken in the study", { skip }, () =>
  household([ring("kitchen")], async (home) => {
    const { carrier, house } = home;
    const { kitchen, study, path } = await talking(home);
    await house.post(`${path}/park`, {});
    await kitchen.until("CALL_CLOSED");
    assert.equal(((await house.get("/api/v1/status")) as Live).live[0]?.state, "parked");
    study.dial(`sip:*85@127.0.0.1:${house.sipPort}`);
    await study.until("CALL_ESTABLISHED");
    const [atCarrier, atStudy] = await Promise.all([part(carrier, 9, 600), part(study, 4, 1000)]);
    assert.ok(atCarrier > 0.7 && atStudy > 0.7, `${atCarrier} and ${atStudy}`);
    study.hold(); // its keys are the same before and behind it
    assert.ok((await part(carrier, 13, 600)) < 0.3, "music");
    study.resume();
    assert.ok((await part(carrier, 17, 600)) > 0.7, "the study again");
    carrier.hangUp();
    await study.until("CALL_CLOSED");
  }),
);

test(
  "the study joins the kitchen and the carrier by the room: each hears both others",
  { skip },
  () =>
    household([ring("kitchen")], async (home) => {
      const { carrier, house } = home;
      const { kitchen, study, path } = await talking(home);
      study.dial(`sip:*89@127.0.0.1:${house.sipPort}`);
      await study.until("CALL_ESTABLISHED");
      await house.post(`${path}/join`, { room: "conference" });
      const heard = await Promise.all([
        part(carrier, 9, 600),
        part(carrier, 9, 440),
        part(kitchen, 9, 600),
        part(kitchen, 9, 1000),
        part(study, 6, 440),
        part(study, 6, 1000),
      ]);
      assert.ok(
        heard.every((one) => one > 0.2),
        heard.map((one) => one.toFixed(2)).join(),
      );
      kitchen.hangUp();
      study.hangUp();
      await carrier.until("CALL_CLOSED");
    }),
);

test(
  "in a conference of three the two with G.722 hear each other in wideband, the third its band alone",
  {
    skip,
  },
  () =>
    household([ring("kitchen")], async (home) => {
      const { carrier, house, phone, calls } = home;
      const kitchen = await phone("kitchen", { tone: 5000, codecs: "G722/16000" });
      const study = await phone("study", {
        tone: 6000,
        codecs: "G722/16000",
        transport: "tcp",
        encrypts: true,
      });
      calls();
      await kitchen.until("CALL_INCOMING");
      kitchen.lift();
      await carrier.until("CALL_ESTABLISHED");
      const { live } = (await house.get("/api/v1/status")) as Live;
      study.dial(`sip:*89@127.0.0.1:${house.sipPort}`);
      await study.until("CALL_ESTABLISHED");
      await house.post(`/api/v1/calls/${live[0]?.id}/join`, { room: "conference" });
      const [high, low, other] = await Promise.all([
        part(kitchen, 9, 6000),
        part(kitchen, 9, 1000),
        part(study, 6, 5000),
      ]);
      assert.ok(high > 0.2 && other > 0.2, `wideband: ${high} and ${other}`);
      assert.ok(low > 0.2, `and the third: ${low}`);
      carrier.hangUp();
      kitchen.hangUp();
      study.hangUp();
      await study.until("CALL_CLOSED");
    }),
);
