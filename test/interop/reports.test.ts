import assert from "node:assert/strict";
import { test } from "node:test";
import { noBaresip } from "../phones/baresip.ts";
import { household, ring } from "./household.ts";

/* RTCP with a real peer: it understands our reports, we understand its, and the call's record says how it sounded. */

const skip = noBaresip() ?? false;

interface Figures {
  readonly leg: string;
  readonly received: number;
  readonly lost?: number;
  readonly jitter?: number;
  readonly roundTrip?: number;
  readonly mos?: number;
}

test(
  "reports go both ways, and the record and the metrics say how the call sounded",
  {
    skip,
  },
  () =>
    household([ring("kitchen")], async ({ house, carrier, phone, calls }) => {
      const kitchen = await phone("kitchen", { tone: 440 });
      calls();
      await kitchen.until("CALL_INCOMING");
      kitchen.lift();
      await carrier.until("CALL_ESTABLISHED");
      for (const peer of [carrier, kitchen]) {
        // theirs quotes one of ours, so that the peer knows how far we are: twice five seconds
        for (let mark = 0, trip = 0; trip === 0; mark = peer.mark) {
          const { rtcp_stats } = await peer.until("CALL_RTCP", mark);
          trip = rtcp_stats?.rtt ?? 0;
        }
      }
      await Promise.all([carrier.hears(18), kitchen.hears(18)]); // theirs that quotes ours comes five seconds later
      carrier.hangUp();
      await kitchen.until("CALL_CLOSED");
      const { items } = (await house.get("/api/v1/calls")) as {
        readonly items: readonly { readonly rtp: readonly Figures[] }[];
      };
      const rtp = items[0]?.rtp ?? [];
      assert.deepEqual(rtp.map(({ leg }) => leg).toSorted(), ["carrier", "kitchen"]);
      for (const { leg, received, lost = -1, jitter = -1, roundTrip = -1, mos = 0 } of rtp) {
        const said = `${leg}: ${received} received, ${lost} lost, ${jitter} and ${roundTrip} ms, ${mos}`;
        assert.ok(received > 400 && lost >= 0 && lost < received / 5 && jitter >= 0, said);
        assert.ok(roundTrip >= 0 && roundTrip < 500 && mos > 2 && mos <= 4.5, said);
      }
      const metrics = await house.text("/metrics");
      assert.match(metrics, /ringwise_rtp_mos_count 2/);
      assert.match(metrics, /ringwise_rtp_lost_packets_total \d+/);
    }),
);
