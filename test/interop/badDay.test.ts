/** A bad day of the machine's, and people who talk meanwhile: real server, real telephones. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { type Baresip, noBaresip } from "../phones/baresip.ts";
import { offer } from "../phones/offer.ts";
import { type Household, household, lately, number, ring } from "./household.ts";
import { type Heard, realAgent } from "./realAgent.ts";

const skip = noBaresip() ?? false;

async function talking({ carrier, phone, calls }: Household) {
  const kitchen = await phone("kitchen", { tone: 440 });
  calls();
  await kitchen.until("CALL_INCOMING");
  kitchen.lift();
  await carrier.until("CALL_ESTABLISHED");
  assert.ok(((await lately(carrier, 440))[0] ?? 0) > 0.7, "they talk");
  return kitchen;
}

/** The call ends as it should, and the next one rings. */
async function hangsUpAndRings({ carrier, calls }: Household, kitchen: Baresip) {
  let before = kitchen.mark;
  carrier.hangUp();
  await kitchen.until("CALL_CLOSED", before);
  before = kitchen.mark;
  calls();
  await kitchen.until("CALL_INCOMING", before);
  carrier.hangUp();
  await kitchen.until("CALL_CLOSED", before);
}

test(
  "the server stands still for two seconds: the call goes on, and ends as it should",
  { skip },
  () =>
    household([ring("kitchen")], async (home) => {
      const { carrier, house } = home;
      const kitchen = await talking(home);
      await house.freezes(2000);
      const [[there], [here]] = await Promise.all([lately(carrier, 440), lately(kitchen, 1000)]);
      assert.ok((there ?? 0) > 0.7 && (here ?? 0) > 0.7, `${there} and ${here} afterwards`);
      await hangsUpAndRings(home, kitchen);
    }),
);

test(
  "no more sockets: who talks talks on, a new call is answered in words, and later rings",
  { skip },
  (t) =>
    household([ring("kitchen")], async (home) => {
      const { carrier, house } = home;
      const kitchen = await talking(home);
      house.mayOpen(house.open);
      const caller = await realAgent();
      t.after(() => caller.close());
      const uri = `sip:${number}@127.0.0.1:${house.sipPort}`;
      const ringing: Heard[] = [];
      let refused: { readonly status: number } | undefined;
      while (refused === undefined && ringing.length < 10) {
        const call = caller.calls(house.sipPort, { uri, to: `<${uri}>`, body: offer });
        const told = await Promise.race([call.until("progress"), call.until("refused")]);
        if (told.on === "refused") refused = told;
        else ringing.push(call);
      }
      assert.equal(refused?.status, 503);
      for (const { session } of ringing) session.perform({ do: "end" });
      await Promise.all(ringing.map((call) => call.until("over")));
      assert.ok(((await lately(carrier, 440))[0] ?? 0) > 0.7, "they talk on");
      house.mayOpen(4096);
      await hangsUpAndRings(home, kitchen);
    }),
);
