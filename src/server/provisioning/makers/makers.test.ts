import assert from "node:assert/strict";
import { test } from "node:test";
import { defaults } from "#telephony/settings/defaults.ts";
import type { SipDevice } from "#telephony/settings/telephones.ts";
import { profileOf } from "../profileOf.ts";
import { posixZone } from "./grandstream.ts";
import { linphone } from "./linphone.ts";
import { fileFor, type Maker, macOf, makerNamed, makerOfMac, makers } from "./makers.ts";
import type { PhoneProfile } from "./profile.ts";
import { zoneRules } from "./zoneRules.ts";

const mac = "805ec0123456";
const kitchen: PhoneProfile = {
  name: "Kitchen & hall",
  username: "kitchen",
  secret: 'a<b>"c"&d',
  server: { host: "192.168.1.10", port: 5060 },
  transport: "udp",
  codecs: ["G722", "PCMU", "PCMA"],
  voicemail: "*98",
  poundSends: true,
  zone: zoneRules("America/Toronto", 2026),
  language: "en",
  hookFlash: { from: 100, to: 500 },
};
/** Where star codes end with #, over TLS. */
const kueche: PhoneProfile = {
  ...kitchen,
  name: "Küche",
  server: { host: "ada.example", port: 5061 },
  transport: "tls",
  codecs: ["G722", "PCMA", "PCMU"],
  voicemail: "*98#",
  poundSends: false,
  zone: zoneRules("Europe/Berlin", 2026),
  language: "de",
};

const nameOf: Readonly<Record<Maker, string>> = {
  grandstream: `cfg${mac}.xml`,
  yealink: `${mac}.cfg`,
  poly: "ringwise-phone.cfg",
  snom: `snomD717-${mac.toUpperCase()}.htm`,
  fanvil: `${mac}.cfg`,
};

for (const maker of makers)
  for (const [name, profile] of Object.entries({ kitchen, kueche }))
    test(`what a telephone of ${maker} gets: ${name}`, (t) => {
      const file = fileFor(maker, nameOf[maker], mac, profile);
      t.assert.fileSnapshot(file?.text, `${import.meta.dirname}/golden/${maker}-${name}.txt`, {
        serializers: [String],
      });
    });

test("what Linphone gets", (t) => {
  t.assert.fileSnapshot(
    linphone(kueche, "ringwise").text,
    `${import.meta.dirname}/golden/linphone-kueche.txt`,
    { serializers: [String] },
  );
});

test("an IPv6 address stands in brackets, and in one pair of them", () => {
  const device = { name: "M", username: "m", secret: "s" } as SipDevice;
  const reach = { server: { host: "fd00::5", port: 5061 }, transport: "tls" } as const;
  const { text } = linphone(profileOf(device, defaults, reach, 2026), "ringwise");
  assert.match(text, /&lt;sip:\[fd00::5\]:5061;transport=tls&gt;/);
});

test("a telephone gets its own files, and no other's", () => {
  for (const maker of makers) {
    assert.ok(fileFor(maker, nameOf[maker].toUpperCase(), mac, kitchen), maker);
    if (maker !== "poly")
      assert.equal(fileFor(maker, nameOf[maker], "805ec0654321", kitchen), undefined, maker);
    for (const other of ["", "..", "000000000000.cfg", "y000000000044.cfg", `${mac}-phone.log`])
      assert.equal(fileFor(maker, other, mac, kitchen), undefined, `${maker}: ${other}`);
  }
  assert.match(fileFor("poly", `${mac}.cfg`, mac, kitchen)?.text ?? "", /ringwise-phone\.cfg/);
});

test("no word of an owner's begins a line or a key of its own", () => {
  const wicked = {
    ...kitchen,
    name: 'x\r\naccount.1.password = stolen"/></config>',
    secret: "\n\u2028",
  };
  for (const maker of makers) {
    const text = fileFor(maker, nameOf[maker], mac, wicked)?.text ?? "";
    assert.doesNotMatch(text, /^\s*account\.1\.password = stolen/m, maker);
    if (maker !== "yealink") assert.doesNotMatch(text, /"\/>.*stolen|stolen"\/>/, maker);
  }
});

const macs: readonly (readonly [text: string, mac: string | undefined])[] = [
  ["80:5E:C0:12:34:56", mac],
  ["80-5e-c0-12-34-56", mac],
  ["805e.c012.3456", mac],
  ["805EC0123456", mac],
  ["805EC012345", undefined],
  ["80:5E:C0:12:34:5G", undefined],
  ["MAC805EC0123456", undefined],
];
for (const [text, is] of macs)
  test(`${text} is ${is ?? "no MAC address"}`, () => assert.equal(macOf(text), is));

const agents: readonly (readonly [agent: string, maker: Maker])[] = [
  ["Yealink SIP-T31P 124.86.0.40 80:5e:c0:12:34:56", "yealink"],
  ["Grandstream Model HW HT801 SW 1.0.29.8 DevId c074ad123456", "grandstream"],
  ["FileTransport PolycomVVX-VVX_250-UA/6.3.1 Type/Application", "poly"],
  ["Mozilla/4.0 (compatible; snomD717-SIP 10.1.54.13)", "snom"],
  ["Fanvil X3SG 2.12.1 0c383e123456", "fanvil"],
];
for (const [agent, maker] of agents)
  test(`${agent} is of ${maker}`, () => assert.equal(makerNamed(agent), maker));

test("a maker is known by its addresses, too", () => {
  assert.equal(makerOfMac(mac), "yealink");
  assert.equal(makerOfMac("020000000001"), undefined);
});

const zones: readonly (readonly [zone: string, text: string])[] = [
  ["America/Toronto", "LTZ+5LDT+4,M3.2.0/02:00:00,M11.1.0/02:00:00"],
  ["Europe/Berlin", "LTZ-1LDT-2,M3.5.0/02:00:00,M10.5.0/03:00:00"],
  ["Australia/Sydney", "LTZ-10LDT-11,M10.1.0/02:00:00,M4.1.0/03:00:00"],
  ["America/St_Johns", "LTZ+3:30LDT+2:30,M3.2.0/02:00:00,M11.1.0/02:00:00"],
  ["Asia/Kolkata", "LTZ-5:30"],
  ["UTC", "LTZ+0"],
];
for (const [zone, text] of zones)
  test(`${zone} is ${text}`, () => assert.equal(posixZone(zoneRules(zone, 2026)), text));
