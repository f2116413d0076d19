import { jsonLog } from "#world/node/jsonLog.ts";
import { nodeWorld } from "#world/node/nodeWorld.ts";
import { Person } from "../phones/person.ts";
import type { Order, State } from "./netPhone.ts";

/* A telephone of its own process, in whatever network it is started; see netPhone.ts. */

const [name = "", host = "", tone = "0", server = "", secret = "", folder = ""] =
  process.argv.slice(2);
const world = nodeWorld(folder, jsonLog("silent"));
const phone = await Person.open({ name, host, world, tone: Number(tone), server });
phone.registers(secret);

function state(hertz: number): State {
  const talk = phone.talks.at(-1);
  return {
    isRegistered: phone.isRegistered,
    calls: phone.talks.length,
    told: talk?.told ?? [],
    hears: talk?.voice.lately(hertz) ?? 0,
  };
}

const acts = {
  call: ({ text }) => phone.calls(text),
  lift: () => phone.talk.lifts(),
  hangUp: () => phone.talk.hangsUp(),
  forget: () => phone.talk.voice.forget(),
  tell: () => undefined,
} satisfies Record<Order["do"], (order: Order) => unknown>;

process.on("message", async (order: Order) => {
  await acts[order.do](order);
  process.send?.(state(Number(order.text)));
});
process.on("disconnect", () => process.exit(0));
process.send?.(state(0));
