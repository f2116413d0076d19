import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { adasHouse } from "./adasHouse.ts";
import { defaults } from "./defaults.ts";
import { settingsSchema } from "./jsonSchema.ts";
import { validate } from "./validate.ts";

const mended = (json: unknown) => {
  const outcome = validate(json);
  assert.ok(outcome.ok, JSON.stringify(outcome));
  return outcome.value;
};
const problems = (json: unknown): readonly string[] => {
  const outcome = validate(json);
  assert.ok(!outcome.ok, "expected problems");
  return outcome.problem.map(({ path, code }) => `${path} ${code}`);
};
/** Ada's house with one section written anew. */
const house = (section: object) => ({ ...adasHouse, ...section });
const always = { id: "everyone-else", when: { is: "always" }, then: [] };
const withRule = (rule: object) => house({ rules: [{ id: "r", then: [], ...rule }, always] });
const everyone = { is: "always" };

test("an empty document is a working server: one telephone, and everyone rings it", () => {
  assert.deepEqual(mended({}), defaults);
  assert.deepEqual(
    defaults.devices.map(({ id, kind }) => [id, kind]),
    [["desk", "browser"]],
  );
  assert.deepEqual(
    defaults.rules.map(({ id }) => id),
    ["quiet", "blocked", "everyone-else"],
  );
});

test("Ada's house is valid, and read again it is the same", () => {
  const settings = mended(adasHouse);
  assert.deepEqual(mended(settings), settings);
  assert.deepEqual(mended(JSON.parse(JSON.stringify(settings))), settings);
});

test("what is left out is filled in: names, user names, whether to register, how a phone is asked to answer", () => {
  const { devices, accounts, rules } = mended(adasHouse);
  assert.equal(accounts[2]?.register, true);
  assert.equal(accounts[1]?.register, false);
  assert.equal(accounts[1]?.name, "fixed");
  assert.equal(rules[5]?.enabled, true);
  const [phone] = mended({ devices: [{ id: "hall", kind: "sip", secret: "x" }] }).devices;
  const told = { name: "hall", username: "hall", autoAnswer: "usual", flash: "own" };
  assert.deepEqual(phone, { id: "hall", kind: "sip", secret: "x", ...told });
  assert.equal(devices[0]?.name, "Kitchen");
});

test("a forward may be written as a bare number", () => {
  const { services } = mended({ services: { forwardAll: "+16135550199", forwardBusy: "sip:a@b" } });
  assert.deepEqual(services.forwardAll, { number: "+16135550199" });
  assert.deepEqual(services.forwardBusy, { address: "sip:a@b" });
});

const mistakes: readonly (readonly [string, object | null, readonly string[]])[] = [
  ["not an object", null, [" settings.wrongType"]],
  ["a later version", { version: 2 }, ["/version settings.tooNew"]],
  ["an unknown key", { ruels: [] }, ["/ruels settings.unknownKey"]],
  [
    "a device of no kind",
    { devices: [{ id: "a", kind: "fax" }] },
    ["/devices/0/kind settings.notOneOf"],
  ],
  [
    "a room of no conference",
    { rules: [{ id: "a", when: { is: "always" }, then: [{ do: "room", room: "attic" }] }] },
    ["/rules/0/then/0/room settings.unknown.room"],
  ],
  [
    "music on hold of no name",
    { services: { held: "greeting:a b" } },
    ["/services/held settings.notOneOf"],
  ],
  [
    "a phone without a secret",
    { devices: [{ id: "a", kind: "sip" }] },
    ["/devices/0/secret settings.missing"],
  ],
  [
    "one id twice",
    {
      devices: [
        { id: "a", kind: "browser" },
        { id: "a", kind: "browser" },
      ],
    },
    ["/devices/1/id settings.duplicateId"],
  ],
  [
    "a zone that is not",
    { owner: { timeZone: "Mars/Olympus" } },
    ["/owner/timeZone settings.unknownTimeZone"],
  ],
  [
    "holidays of nowhere",
    {
      times: [
        { id: "off", calendar: { holidays: "XX" } },
        { id: "b", calendar: { holidays: "DE-XX" } },
      ],
    },
    [
      "/times/0/calendar/holidays settings.unknownHolidays",
      "/times/1/calendar/holidays settings.unknownHolidays",
    ],
  ],
  [
    "days that never come",
    { times: [{ id: "off", except: [{ from: "2026-12-26", to: "2026-12-24" }] }] },
    ["/times/0/except/0/to settings.neverOccurs"],
  ],
  [
    "a country that is not",
    { owner: { country: "XX" } },
    ["/owner/country settings.unknownCountry"],
  ],
  [
    "registering without a name",
    { accounts: [{ id: "c", kind: "carrier", server: "a.example", register: true }] },
    ["/accounts/0/username settings.missing"],
  ],
  [
    "a route over no account",
    { outgoing: { route: ["x"] } },
    ["/outgoing/route/0 settings.unknown.account"],
  ],
  [
    "help for nobody",
    { emergency: { notify: ["x"] } },
    ["/emergency/notify/0 settings.unknown.person"],
  ],
  [
    "a person in no group",
    { people: [{ id: "p", name: "P", groups: ["x"] }] },
    ["/people/0/groups/0 settings.unknown.group"],
  ],
  [
    "a mark where no secret was",
    { mailbox: { pin: { set: true } } },
    ["/mailbox/pin settings.wrongType"],
  ],
  ["no rule at all", { rules: [] }, ["/rules settings.lastRuleMustFit"]],
  [
    "a last rule that does not always fit",
    { rules: [{ id: "a", when: { is: "caller", in: "family" }, then: [] }] },
    ["/rules/0/when settings.lastRuleMustFit"],
  ],
  [
    "a last rule that is switched off",
    { rules: [{ ...always, enabled: false }] },
    ["/rules/0/when settings.lastRuleMustFit"],
  ],
  [
    "forwarding to oneself",
    house({ services: { forwardAll: { number: "613 555-0142" } } }),
    ["/services/forwardAll/number settings.forwardsToItself"],
  ],
  [
    "forwarding to oneself by way of a person",
    house({
      people: [{ id: "ada", name: "Ada", numbers: ["613 555-0142"] }],
      emergency: {},
      services: { forwardBusy: { person: "ada" } },
    }),
    ["/services/forwardBusy/person settings.forwardsToItself"],
  ],
  [
    "an exchange that forwards back",
    house({
      exchanges: [
        {
          account: "maple",
          unreachable: [{ do: "forward", to: { address: "sip:ada@maple.example" } }],
        },
      ],
    }),
    ["/exchanges/0/unreachable/0/to/address settings.forwardsToItself"],
  ],
];
for (const [name, json, expected] of mistakes)
  test(`${name} is refused where it stands`, () => assert.deepEqual(problems(json), expected));

const pem = (base64: string): string =>
  `-----BEGIN CERTIFICATE-----\n${base64}\n-----END CERTIFICATE-----\n`;
/** To be signed, algorithm and signature, each empty: the frame of a certificate. */
const framed = pem("MAYwADAAAwA=");
const signedBy = (authorities: string) => house({ callers: { signatures: { authorities } } });

const noCertificates: readonly (readonly [string, string])[] = [
  ["words", "the usual ones"],
  ["no base64", pem("MAYwADAAAwA")],
  ["octets that are no certificate", pem("aGVsbG8gd29ybGQ=")],
  ["a certificate cut short", pem("MAcwADAAAwA=")],
  ["a key", pem("MAQwADAA")],
  ["one that is none behind one that is", framed + pem("MAQwADAA")],
];
for (const [name, text] of noCertificates)
  test(`authorities that are ${name} are refused, for nothing would be verified`, () =>
    assert.deepEqual(problems(signedBy(text)), [
      "/callers/signatures/authorities settings.malformed",
    ]));

test("authorities are one certificate or several, and an account's is one", () => {
  assert.ok(validate(signedBy(framed + framed)).ok);
  const account = { id: "maple", kind: "carrier", server: "maple.example" };
  const signed = (authority: string) => ({ accounts: [{ ...account, authority }] });
  assert.ok(validate(signed(framed)).ok);
  for (const none of [framed + framed, pem("MAQwADAA")])
    assert.deepEqual(problems(signed(none)), ["/accounts/0/authority settings.malformed"]);
});

const badRules: readonly (readonly [string, object, string])[] = [
  [
    "a target that is no device",
    { when: everyone, then: [{ do: "ring", targets: [{ device: "attic" }] }] },
    "/rules/0/then/0/targets/0/device settings.unknown.device",
  ],
  [
    "a group that is not",
    { when: { is: "caller", in: "friends" } },
    "/rules/0/when/in settings.unknown.group",
  ],
  [
    "a time that is not",
    { when: { is: "not", that: { is: "during", time: "lunch" } } },
    "/rules/0/when/that/time settings.unknown.time",
  ],
  [
    "an account that is not",
    { when: { is: "via", account: "x" } },
    "/rules/0/when/account settings.unknown.account",
  ],
  [
    "a number that is not ours",
    { when: { is: "called", number: "work" } },
    "/rules/0/when/number settings.unknown.number",
  ],
  [
    "a caller by neither group nor number",
    { when: { is: "caller" } },
    "/rules/0/when settings.contradiction",
  ],
  [
    "a question without an answer",
    { when: everyone, then: [{ do: "ask", prompt: "menu", keys: [] }] },
    "/rules/0/then/0/keys settings.missing",
  ],
  [
    "extensions of no exchange's",
    {
      when: everyone,
      then: [{ do: "ask", prompt: "menu", keys: [], extensions: { via: "carrier" } }],
    },
    "/rules/0/then/0/extensions/via settings.contradiction",
  ],
  [
    "a menu for ever",
    {
      when: everyone,
      then: [{ do: "ask", prompt: "menu", times: 6, keys: [{ key: "1", then: [] }] }],
    },
    "/rules/0/then/0/times settings.outOfRange",
  ],
  [
    "a step nobody knows",
    { when: everyone, then: [{ do: "sing" }] },
    "/rules/0/then/0/do settings.notOneOf",
  ],
  [
    "ringing for an hour",
    { when: everyone, then: [{ do: "ring", targets: [{ device: "desk" }], for: 3600 }] },
    "/rules/0/then/0/for settings.outOfRange",
  ],
  [
    "breaking in for anyone",
    { when: everyone, then: [{ do: "interrupt", target: { device: "desk" } }] },
    "/rules/0/then/0 settings.interruptNamesNobody",
  ],
  [
    "breaking in by ringing",
    {
      when: { is: "caller", in: "unknown" },
      then: [{ do: "ring", targets: [{ device: "desk" }], whenBusy: "interrupt" }],
    },
    "/rules/0/then/0 settings.interruptNamesNobody",
  ],
  [
    "forwarding to oneself by address",
    { when: everyone, then: [{ do: "forward", to: { address: "SIP:ada@maple.example" } }] },
    "/rules/0/then/0/to/address settings.forwardsToItself",
  ],
  [
    "a service at an address of the house",
    {
      when: everyone,
      then: [{ do: "decide", url: "http://192.168.1.20:8123/x", for: 3, otherwise: [] }],
    },
    "/rules/0/then/0/url settings.insideAddress",
  ],
  [
    "a service where machines of clouds keep their keys",
    {
      when: everyone,
      then: [{ do: "decide", url: "http://169.254.169.254/", inside: true, otherwise: [] }],
    },
    "/rules/0/then/0/url settings.insideAddress",
  ],
  [
    "a password in the address of a service",
    {
      when: everyone,
      then: [{ do: "decide", url: "https://a:b@hooks.example/", otherwise: [] }],
    },
    "/rules/0/then/0/url settings.malformed",
  ],
  [
    "refusing those who help",
    { when: { is: "caller", like: "911" }, then: [{ do: "reject" }] },
    "/rules/0/when/like settings.blocksEmergency",
  ],
];
for (const [name, rule, expected] of badRules)
  test(`a rule with ${name} is refused`, () =>
    assert.deepEqual(problems(withRule(rule)), [expected]));

test("a mistake in one place does not hide those in others", () => {
  const found = problems({
    devices: [{ id: "kitchen", kind: "sip" }],
    rules: [
      {
        id: "a",
        when: { is: "during", time: "lunch" },
        then: [{ do: "ring", targets: [{ device: "hall" }], for: "long" }],
      },
      { ...always, then: [{ do: "interrupt", target: { device: "kitchen" } }] },
    ],
  });
  assert.deepEqual(found, [
    "/devices/0/secret settings.missing",
    "/rules/0/then/0/for settings.wrongType",
    "/rules/0/when/time settings.unknown.time",
    "/rules/0/then/0/targets/0/device settings.unknown.device",
    "/rules/1/then/0 settings.interruptNamesNobody",
  ]);
});

test("a pointer escapes what JSON pointers must (RFC 6901 §3)", () =>
  assert.deepEqual(problems({ "a/b~c": 1 }), ["/a~1b~0c settings.unknownKey"]));

test("a document nested without end is refused, not climbed", () => {
  let when: object = { is: "always" };
  for (let i = 0; i < 50_000; i += 1) when = { is: "not", that: when };
  assert.deepEqual(problems(withRule({ when })), [" settings.tooDeep"]);
});

test("a key that every object inherits is a key like any other", () =>
  assert.deepEqual(problems(JSON.parse('{"owner":{"__proto__":["x"],"constructor":"x"}}')), [
    "/owner/__proto__ settings.unknownKey",
    "/owner/constructor settings.unknownKey",
  ]));

test("whatever JSON comes, there is an answer and never an exception", () =>
  fc.assert(
    fc.property(
      fc.dictionary(fc.constantFrom(...Object.keys(defaults)), fc.jsonValue()),
      (json) => {
        const outcome = validate(json);
        return outcome.ok || outcome.problem.length > 0;
      },
    ),
    { numRuns: 200 },
  ));

test("no problem's words hold a secret", () => {
  const outcome = validate({
    devices: [
      { id: "a", kind: "sip", secret: ["hush"] },
      { id: "b", kind: "browser", secret: "hush" },
    ],
  });
  assert.ok(!outcome.ok);
  assert.doesNotMatch(JSON.stringify(outcome.problem), /hush/);
});

test("the schema says what a secret may be, and that documents are not read-only", () => {
  const text = JSON.stringify(settingsSchema());
  assert.match(text, /"set":\{"const":true\}/);
  assert.doesNotMatch(text, /readOnly/);
});
