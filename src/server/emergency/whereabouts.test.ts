import assert from "node:assert/strict";
import { test } from "node:test";
import { wallTime } from "#kit/time.ts";
import type { AccountWay } from "#server/accounts/accounts.ts";
import { readBody } from "#server/sdpBodies.ts";
import { sdpBody } from "#sip/session/session.ts";
import { account } from "#telephony/settings/telephones.ts";
import { pidfLo } from "./pidfLo.ts";
import { whereabouts } from "./whereabouts.ts";

const at = wallTime(Date.parse("2026-11-27T17:00:00Z"));
const sdp =
  "v=0\r\no=- 1 1 IN IP4 192.0.2.1\r\ns=-\r\nc=IN IP4 192.0.2.1\r\nt=0 0\r\nm=audio 4000 RTP/AVP 0\r\n";
const offer = sdpBody(new TextEncoder().encode(sdp));
const location = {
  latitude: 45.4215,
  longitude: -75.6972,
  radius: 20,
  address: { country: "CA", region: "ON", city: "Ottawa", street: "Elgin & <Main>", house: "7" },
};
const asks = (emergency: object) => {
  const carrier = account.parse({ id: "c", kind: "carrier", server: "sip.example.net", emergency });
  const way: Pick<AccountWay, "account" | "address"> = {
    account: carrier,
    address: "sip:ada@sip.example.net",
  };
  return whereabouts(way, offer, { location, at });
};
const lines = (told: ReturnType<typeof asks>) =>
  told.lines.map(({ name, text }) => `${name}: ${text}`);

test("an account that asks for nothing is told nothing", () => {
  const told = asks({});
  assert.deepEqual(lines(told), []);
  assert.equal(told.body, offer);
});

test("by value: a part of its own beside the offer, named by the header (RFC 6442)", () => {
  const told = asks({ location: true });
  assert.deepEqual(lines(told), [
    "Geolocation: <cid:house@sip.example.net>",
    "Geolocation-Routing: yes",
  ]);
  const text = new TextDecoder().decode(told.body.content);
  assert.equal(told.body.type, "multipart/mixed;boundary=house");
  assert.match(text, /^--house\r\nContent-Type: application\/sdp\r\n\r\nv=0/);
  assert.match(
    text,
    /\r\n--house\r\nContent-Type: application\/pidf\+xml\r\nContent-ID: <house@sip.example.net>\r\n\r\n<\?xml/,
  );
  assert.match(text, /<\/presence>\r\n\r\n--house--\r\n$/);
  const read = readBody(told.body);
  assert.ok(read.ok && read.value.media[0]?.port === 4000);
});

test("by reference, and the line it comes from, as the carrier said", () => {
  const told = asks({
    location: true,
    reference: "https://lis.example.net/ada",
    accessNetwork: 'DSL;dsl-location="7A3"',
  });
  assert.deepEqual(lines(told), [
    'P-Access-Network-Info: DSL;dsl-location="7A3"',
    "Geolocation: <https://lis.example.net/ada>",
    "Geolocation-Routing: yes",
  ]);
  assert.equal(told.body, offer);
});

test("the document: a circle on the map, the address in its parts, and nothing that is not text", () => {
  const text = pidfLo("sip:ada@sip.example.net", location, at);
  assert.match(text, /entity="pres:ada@sip.example.net"/);
  assert.match(text, /<gml:pos>45.4215 -75.6972<\/gml:pos><gs:radius uom="[^"]+">20<\/gs:radius>/);
  assert.match(text, /<ca:country>CA<\/ca:country><ca:A1>ON<\/ca:A1><ca:A3>Ottawa<\/ca:A3>/);
  assert.match(text, /<ca:RD>Elgin &amp; &lt;Main&gt;<\/ca:RD><ca:HNO>7<\/ca:HNO>/);
  assert.match(text, /<dm:timestamp>2026-11-27T17:00:00.000Z</);
  assert.match(
    pidfLo("sip:a@b", { latitude: 1, longitude: 2 }, at),
    /<gml:Point [^>]+><gml:pos>1 2</,
  );
});
