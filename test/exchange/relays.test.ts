import assert from "node:assert/strict";
import { test } from "node:test";
import { fromUtf8 } from "#kit/bytes.ts";
import type { SipRequest } from "#sip/message/message.ts";
import { asks, hears } from "./asks.ts";
import { domain, exchangeSettings, Village } from "./village.ts";

/* What is neither a call nor the exchange's own matter passes it as calls do, and no dialog is kept for it. */

const event = (value: string, expires = 600) => [
  { name: "Event", text: value },
  { name: "Expires", text: `${expires}` },
];

const routesOf = (request: SipRequest | undefined) =>
  (request?.lines("Record-Route") ?? []).map((text) => ({ name: "Route", text }));

const contactIn = (message: { lines(name: string): readonly string[] } | undefined): string =>
  /<(.*)>/.exec(message?.lines("Contact")[0] ?? "")?.[1] ?? "";

test("a MESSAGE reaches the user's own server, body and all, with who sent it proved; its answer comes back", async () => {
  const town = await Village.open(exchangeSettings());
  const ada = await town.bare("ada", "192.0.2.41", 440);
  const ben = await town.bare("ben", "192.0.2.42", 600);
  const stranger = await town.person("eve", "198.51.100.7", 1000);
  const heard = hears(ada, "MESSAGE", 202);
  const asserted = { name: "P-Asserted-Identity", text: "<sip:ada@maple.example>" };
  const type = { name: "Content-Type", text: "text/plain" };
  const message = { method: "MESSAGE", uri: `sip:201@${domain}`, body: "Tea at five?" };
  const answer = await asks(town, ben, { ...message, headers: [asserted, type] });
  assert.equal(answer?.status, 202);
  assert.equal(fromUtf8(heard[0]?.body ?? new Uint8Array()), "Tea at five?");
  assert.deepEqual(heard[0]?.lines("P-Asserted-Identity"), [`<sip:+16135550102@${domain}>`]);
  assert.deepEqual(heard[0]?.lines("Record-Route"), [], "it begins no dialog");
  const other = await asks(town, stranger, {
    ...{ ...message, from: "pine.example", headers: [asserted, type] },
  });
  assert.equal(other?.status, 202);
  assert.deepEqual(
    heard[1]?.lines("P-Asserted-Identity"),
    [],
    "what a stranger asserts is nothing",
  );
  await town.mustBeIdle();
});

test("SUBSCRIBE and NOTIFY pass both ways, refreshes too, by what their Routes hold alone", async () => {
  const town = await Village.open(exchangeSettings());
  const ada = await town.bare("ada", "192.0.2.41", 440);
  const ben = await town.bare("ben", "192.0.2.42", 600);
  const subscribed = hears(ada, "SUBSCRIBE");
  const notified = hears(ben, "NOTIFY");
  const callId = "lamp-1";
  const begun = await asks(town, ben, {
    ...{ method: "SUBSCRIBE", uri: `sip:ada@${domain}`, callId, headers: event("dialog") },
  });
  assert.equal(begun?.status, 200);
  assert.equal(routesOf(subscribed[0]).length, 2, "we stay on the dialog's way");

  const from = subscribed[0]?.lines("From")[0] ?? "";
  const state = { name: "Subscription-State", text: "active;expires=600" };
  const told = await asks(town, ada, {
    ...{ method: "NOTIFY", uri: contactIn(subscribed[0]), to: from, callId },
    headers: [...routesOf(subscribed[0]), { name: "Event", text: "dialog" }, state],
  });
  assert.equal(told?.status, 200);
  assert.equal(notified.length, 1, "it comes to Ben's telephone");

  const back = (begun?.lines("Record-Route") ?? []).toReversed();
  const again = await asks(town, ben, {
    ...{ method: "SUBSCRIBE", uri: contactIn(begun), to: begun?.lines("To")[0] ?? "", callId },
    headers: [...back.map((text) => ({ name: "Route", text })), ...event("dialog")],
  });
  assert.equal(again?.status, 200);
  assert.equal(subscribed.length, 2);

  const forged = await asks(town, ada, {
    ...{ method: "NOTIFY", uri: contactIn(subscribed[0]), to: from, callId: "another" },
    headers: [...routesOf(subscribed[0]), { name: "Event", text: "dialog" }, state],
  });
  assert.equal(forged?.status, 481, "a Route is good in its own Call-ID alone");
  await town.mustBeIdle();
});

test("a PUBLISH of what nobody here collects is refused with what is; one for another domain goes there where the tier lets it", async () => {
  const town = await Village.open(
    exchangeSettings({ tiers: [{ id: "standard", calls: "anywhere" }] }),
  );
  const ben = await town.bare("ben", "192.0.2.42", 600);
  const presence = { method: "PUBLISH", headers: event("presence") };
  const own = await asks(town, ben, { ...presence, uri: `sip:ben@${domain}` });
  assert.deepEqual([own?.status, own?.lines("Allow-Events")], [489, ["call-policy"]]);
  const other = await town.person("collector", "198.51.100.9", 1000);
  const heard = hears(other, "PUBLISH");
  const far = await asks(town, ben, { ...presence, uri: "sip:ben@198.51.100.9" });
  assert.equal(far?.status, 200);
  assert.equal(heard.length, 1);
  await town.mustBeIdle();
});
