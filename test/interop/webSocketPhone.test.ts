import assert from "node:assert/strict";
import { test } from "node:test";
import { noBaresip } from "../phones/baresip.ts";
import { untilThere } from "../phones/patience.ts";
import { WebSocketPhone } from "../phones/web/webSocketPhone.ts";
import { type Household, household, ring, share } from "./household.ts";

/* A telephone that speaks SIP over WebSocket, at the web port and at the one with TLS. */

const skip = noBaresip() ?? false;

async function bothHear({ carrier }: Household, kitchen: WebSocketPhone): Promise<void> {
  const [atCarrier, atKitchen] = await Promise.all([share(carrier, 440), kitchen.hears(3)]);
  assert.ok(atCarrier > 0.8, `the carrier hears the kitchen: ${atCarrier}`);
  assert.ok(atKitchen.share(1000) > 0.8, `the kitchen hears: ${atKitchen.share(1000)}`);
}

for (const secure of [false, true])
  test(
    `a telephone over ${secure ? "WSS" : "WS"} registers, is called, and calls out`,
    {
      skip,
    },
    () =>
      household([ring("kitchen")], async (all) => {
        const { house, carrier } = all;
        const kitchen = await WebSocketPhone.open({
          url: `${(secure ? house.webs : house.web).replace("http", "ws")}/sip`,
          user: "kitchen",
          password: "a-long-secret",
          tone: 440,
        });
        try {
          await kitchen.registers();
          all.calls();
          await kitchen.rings();
          await carrier.until("CALL_RINGING");
          await kitchen.lifts();
          await carrier.until("CALL_ESTABLISHED");
          await bothHear(all, kitchen);
          carrier.hangUp();
          await kitchen.isLeft();

          const later = carrier.mark;
          const dialled = kitchen.dials("6135550177");
          await carrier.until("CALL_INCOMING", later);
          carrier.lift();
          await dialled;
          await bothHear(all, kitchen);
          await kitchen.hangsUp();
          await carrier.until("CALL_CLOSED", later);
        } finally {
          kitchen.close();
        }
      }),
  );

test(
  "a telephone whose WebSocket is gone is waited for shortly, then offline; the call goes on to the next step",
  {
    skip,
  },
  () =>
    household([ring("kitchen"), { do: "reject", cause: "busy" }], async (all) => {
      const { house, carrier } = all;
      const kitchen = await WebSocketPhone.open({
        url: `${house.web.replace("http", "ws")}/sip`,
        user: "kitchen",
        password: "a-long-secret",
        tone: 440,
      });
      await kitchen.registers();
      const states = async () => {
        type Devices = {
          readonly items: readonly { readonly id: string; readonly state: string }[];
        };
        const { items } = (await house.get("/api/v1/devices")) as Devices;
        return items.find(({ id }) => id === "kitchen")?.state;
      };
      assert.equal(await states(), "idle");
      kitchen.close();
      all.calls();
      const { param } = await carrier.until("CALL_CLOSED");
      assert.match(param ?? "", /486/);
      // the call may have left before its server knew that the WebSocket is gone: then that is missed for a while still
      await untilThere("it is offline", async () =>
        (await states()) === "offline" ? true : undefined,
      );
    }),
);
