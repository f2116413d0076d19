/** baresip transfers whom it talks to (RFC 5589); its version 1 knows blind transfer alone. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { type Baresip, noBaresip } from "../phones/baresip.ts";
import { listenTo } from "../phones/tone.ts";
import { type Household, household, outside, ring } from "./household.ts";

const skip = noBaresip() ?? false;

/** The carrier talks to the kitchen. */
async function talking({ carrier, phone, calls }: Household) {
  const kitchen = await phone("kitchen", { tone: 440 });
  const study = await phone("study", { tone: 600, transport: "tcp", encrypts: true });
  calls();
  await kitchen.until("CALL_INCOMING");
  kitchen.lift();
  await carrier.until("CALL_ESTABLISHED");
  return { kitchen, study };
}

/** After so many seconds of its call: who is heard at last. */
const lately = async (phone: Baresip, seconds: number, hertz: number): Promise<number> =>
  listenTo(await phone.hears(seconds)).lately(hertz);

async function hearEachOther(carrier: Baresip, study: Baresip): Promise<void> {
  const [atCarrier, atStudy] = await Promise.all([lately(carrier, 9, 600), lately(study, 4, 1000)]);
  assert.ok(atCarrier > 0.7 && atStudy > 0.7, `${atCarrier} and ${atStudy}`);
}

test("blind: the study rings, lifts and talks to the carrier; the kitchen is free", { skip }, () =>
  household([ring("kitchen")], async (home) => {
    const { carrier, house } = home;
    const { kitchen, study } = await talking(home);
    kitchen.transfer(`sip:study@127.0.0.1:${house.sipPort}`);
    await study.until("CALL_INCOMING");
    study.lift();
    await study.until("CALL_ESTABLISHED");
    await kitchen.until("CALL_CLOSED");
    await hearEachOther(carrier, study);
    carrier.hangUp();
    await study.until("CALL_CLOSED");
  }),
);

const byCarrier = { account: { transferBy: "refer" } };

test(
  "blind by the carrier: it is told to call, says how that goes, and we are out of it",
  { skip },
  () =>
    household(
      [ring("kitchen")],
      async (home) => {
        const { carrier, house } = home;
        const { kitchen } = await talking(home);
        kitchen.transfer(`sip:${outside}@127.0.0.1:${house.sipPort}`);
        await carrier.until("CALL_INCOMING"); // it calls itself
        carrier.lift();
        await kitchen.until("CALL_CLOSED");
        await carrier.until("CALL_CLOSED");
        const { items } = (await house.get("/api/v1/calls")) as { items: { legs: object[] }[] };
        assert.equal(items.length, 2);
      },
      byCarrier,
    ),
);

const byParty = { account: { mayTransfer: true } };

test(
  "blind by the carrier's party: it puts the kitchen through to somebody else, and is gone",
  { skip },
  () =>
    household(
      [ring("kitchen")],
      async (home) => {
        const { carrier, house } = home;
        const { kitchen } = await talking(home);
        carrier.transfer(`sip:${outside}@127.0.0.1`);
        await carrier.until("CALL_INCOMING"); // we call whom it named, through it
        carrier.lift();
        await carrier.until("CALL_CLOSED");
        const heard = await lately(kitchen, 4, 1000);
        assert.ok(heard > 0.7, `${heard}`);
        kitchen.hangUp();
        await carrier.until("CALL_CLOSED");
        const { items } = (await house.get("/api/v1/calls")) as { items: Told[] };
        assert.deepEqual(
          items.map(({ transferredTo, referred }) => transferredTo ?? referred).sort(),
          [outside, "carrier"].sort(),
        );
      },
      byParty,
    ),
);

interface Told {
  readonly transferredTo?: string;
  readonly referred?: string;
}
