import assert from "node:assert/strict";
import { test } from "node:test";
import { Baresip, noBaresip } from "../phones/baresip.ts";
import { House } from "../phones/house.ts";
import { listenTo } from "../phones/tone.ts";

const skip = noBaresip() ?? false;
const number = "+16135550142";

const settings = {
  version: 1,
  owner: { name: "Ada", timeZone: "America/Toronto", country: "CA" },
  numbers: [{ id: "home", number }],
  devices: [
    { id: "kitchen", kind: "sip", secret: "a-long-secret" },
    { id: "study", kind: "sip", secret: "another-secret" },
  ],
  accounts: [
    { id: "carrier", kind: "carrier", server: "127.0.0.1", transport: "udp", register: false },
  ],
  rules: [
    {
      id: "everyone-else",
      name: "Everyone else",
      when: { is: "always" },
      then: [{ do: "ring", targets: [{ device: "kitchen" }, { device: "study" }], for: 25 }],
    },
  ],
};

interface Call {
  readonly id: string;
  readonly outcome?: string;
  readonly from: { readonly number?: string };
  readonly decision: { readonly because: readonly { readonly rule: string }[] };
  readonly legs: readonly { readonly target: string; readonly state: string }[];
}

const phone = (
  house: House,
  name: string,
  secret: string,
  more: { tone: number; by: "udp" | "tcp" | "tls" },
) =>
  Baresip.start({
    name,
    aor: `sip:${name}@127.0.0.1`,
    login: { user: name, password: secret },
    server: more.by === "tls" ? house.tlsPort : house.sipPort,
    transport: more.by,
    tone: more.tone,
  });

test("a carrier's call rings two phones; one lifts, the other stops, and both people hear each other", {
  skip,
}, async () => {
  const house = await House.open(settings);
  const kitchen = await phone(house, "kitchen", "a-long-secret", { tone: 440, by: "udp" });
  const study = await phone(house, "study", "another-secret", { tone: 600, by: "tcp" });
  const carrier = await Baresip.start({ name: "carrier", tone: 1000 });
  try {
    await Promise.all([kitchen.until("REGISTER_OK"), study.until("REGISTER_OK")]);
    carrier.dial(`sip:${number}@127.0.0.1:${house.sipPort}`);
    await Promise.all([kitchen.until("CALL_INCOMING"), study.until("CALL_INCOMING")]);
    kitchen.lift();
    await Promise.all([carrier.until("CALL_ESTABLISHED"), study.until("CALL_CLOSED")]);
    const [atCarrier, atKitchen] = await Promise.all([carrier.hears(3), kitchen.hears(3)]);
    carrier.hangUp();
    await kitchen.until("CALL_CLOSED");
    assert.ok(listenTo(atCarrier).share(440) > 0.8, "the carrier hears the kitchen");
    assert.ok(listenTo(atKitchen).share(1000) > 0.8, "the kitchen hears the carrier");
    assert.equal(study.was("CALL_ESTABLISHED"), false);

    const { items } = (await house.get("/api/v1/calls")) as { readonly items: readonly Call[] };
    assert.equal(items.length, 1);
    assert.equal(items[0]?.outcome, "answered");
    assert.deepEqual(
      items[0]?.decision.because.map(({ rule }) => rule),
      ["everyone-else"],
    );
    const ladder = (await house.get(`/api/v1/calls/${items[0]?.id}/ladder`)) as {
      readonly items: readonly { readonly text: string }[];
    };
    const texts = ladder.items.map(({ text }) => text);
    for (const text of ["INVITE", "180 Ringing", "200 OK", "CANCEL", "BYE"])
      assert.ok(texts.includes(text), `${text} among ${texts.join(", ")}`);
  } finally {
    await Promise.all([carrier.stop(), kitchen.stop(), study.stop()]);
    assert.equal(await house.close(), 0);
  }
});
