/** A call for help says who calls and where from, to each account as it wants it; and is never lost by that. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Talk } from "../phones/talk.ts";
import { household, number, ring, settingsOf } from "./household.ts";

const account = (id: string, host: number, emergency: object = {}): object => ({
  id,
  kind: "carrier",
  server: `192.0.2.${host}`,
  transport: "udp",
  register: false,
  number,
  emergency,
});
const location = { latitude: 52.52, longitude: 13.405, address: { country: "DE", city: "Berlin" } };

async function berlin(first: object, second: object = {}) {
  const house = await household(
    settingsOf([ring("kitchen")], {
      owner: { name: "Ada", timeZone: "Europe/Berlin", country: "DE" },
      numbers: [
        { id: "home", number },
        { id: "fixed", number: "+4930901820" },
      ],
      accounts: [account("carrier", 10, first), account("other", 11, second)],
      services: { hideNumber: true },
      emergency: { shows: "fixed", location },
    }),
  );
  const other = await house.town.person("other", "192.0.2.11", 1400);
  house.town.begins();
  return { ...house, other };
}

const requestUri = ({ incoming }: Talk): string => incoming?.request.uriText ?? "";
const line = ({ incoming }: Talk, name: string): string =>
  incoming?.request.lines(name).join() ?? "";
const body = ({ incoming }: Talk): string =>
  new TextDecoder().decode(incoming?.request.body ?? new Uint8Array());

test("as a service, with the place of the house and the number to call back; never hidden", async () => {
  const { town, carrier, kitchen } = await berlin({
    callAs: "urn",
    location: true,
    accessNetwork: "DSL;dsl-location=7A3",
  });
  const call = await kitchen.calls("110");
  await town.runs(500);
  assert.equal(requestUri(carrier.talk), "urn:service:sos.police");
  assert.equal(line(carrier.talk, "P-Asserted-Identity"), "<sip:+4930901820@192.0.2.10>");
  assert.equal(line(carrier.talk, "Privacy"), "");
  assert.equal(line(carrier.talk, "P-Access-Network-Info"), "DSL;dsl-location=7A3");
  assert.equal(line(carrier.talk, "Geolocation"), "<cid:house@192.0.2.10>");
  assert.match(body(carrier.talk), /<gml:pos>52.52 13.405</);
  carrier.talk.lifts();
  await town.runs(2000);
  assert.ok(call.voice.share(1000) > 0.9, "and both hear each other");
  assert.ok(carrier.talk.voice.share(440) > 0.9);
  call.hangsUp();
  await town.mustBeIdle();
});

test("an account that asks for nothing gets the number that was dialled and no word more", async () => {
  const { town, carrier, kitchen } = await berlin({});
  const call = await kitchen.calls("112");
  await town.runs(500);
  const { incoming } = carrier.talk;
  assert.ok(incoming?.request.uri.ok);
  assert.equal(incoming.request.uri.value.user, "112");
  assert.equal(line(carrier.talk, "Geolocation"), "");
  assert.equal(line(carrier.talk, "Content-Type"), "application/sdp");
  call.hangsUp();
  await town.mustBeIdle();
});

test("no account understands it: the other is tried, and then the first with the bare number", async () => {
  const { town, carrier, other, kitchen } = await berlin({ callAs: "urn", location: true });
  carrier.manner = { refuses: 415 };
  other.manner = { refuses: 404 };
  const call = await kitchen.calls("112");
  await town.runs(1000);
  assert.deepEqual(carrier.talks.map(requestUri), ["urn:service:sos", "sip:112@192.0.2.10"]);
  assert.deepEqual(other.talks.map(requestUri), ["sip:112@192.0.2.11"]);
  assert.equal(line(carrier.talk, "Geolocation"), "");
  await town.runs(1000);
  assert.ok(call.isOver);
  await town.mustBeIdle();
});

test("a telephone that asks for the service by its name is put through", async () => {
  const { town, carrier, kitchen } = await berlin({});
  const call = await kitchen.calls("urn:service:sos.police");
  await town.runs(500);
  assert.equal(requestUri(carrier.talk), "sip:110@192.0.2.10");
  carrier.talk.lifts();
  await town.runs(2000);
  assert.ok(call.voice.share(1000) > 0.9);
  call.hangsUp();
  await town.mustBeIdle();
});
