import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { fromHex, hex } from "#kit/bytes.ts";
import { asciiName, dialledKeys } from "#media/callerId/asciiText.ts";
import {
  type CallerId,
  mdmf,
  nameLetters,
  sdmf,
  sdmfWaiting,
  vmwi,
} from "#media/callerId/message.ts";

const morning = { month: 9, day: 30, hour: 12, minute: 24 };
const at = { month: 11, day: 22, hour: 15, minute: 30 };
const [hidden, lost] = [{ absent: "private" }, { absent: "unavailable" }] as const;

/** Octets as they were seen on lines and in manuals, checksum last. */
for (const [what, message, octets] of [
  [
    "SDMF",
    sdmf({ at: morning, number: "609-555-1212" }),
    "04 12 30 39 33 30 31 32 32 34 36 30 39 35 35 35 31 32 31 32 51",
  ],
  [
    "MDMF with a name",
    mdmf({ at, number: "6175550142", name: "HAKUSUI LINE 1" }),
    `80 26 01 08 31 31 32 32 31 35 33 30 02 0a 36 31 37 35 35 35 30 31 34 32
     07 0e 48 41 4b 55 53 55 49 20 4c 49 4e 45 20 31 ea`,
  ],
  [
    "MDMF, private",
    mdmf({ at, number: hidden, name: hidden }),
    "80 10 01 08 31 31 32 32 31 35 33 30 04 01 50 08 01 50 2a",
  ],
  ["VMWI on", vmwi(true), "82 03 0b 01 ff 70"],
  ["VMWI off", vmwi(false), "82 03 0b 01 00 6f"],
  ["SDMF lamp on", sdmfWaiting(true), "06 03 42 42 42 31"],
  ["SDMF lamp off", sdmfWaiting(false), "06 03 6f 6f 6f aa"],
] as const)
  test(`${what} is ${octets.slice(0, 5)} …`, () =>
    assert.equal(hex(message), octets.replaceAll(/\s/g, "")));

/** The parameters of a multiple data message by type, read as a box would. */
function parameters(message: Uint8Array): Record<string, string> {
  const [type, length = 0] = message;
  assert.equal(type, 0x80);
  assert.equal(message.length, length + 3);
  assert.equal(message.reduce((sum, octet) => sum + octet, 0) % 256, 0, "checksum");
  const read: Record<string, string> = {};
  for (let i = 2; i < length + 2; i += 2 + (message[i + 1] ?? 0)) {
    const value = message.subarray(i + 2, i + 2 + (message[i + 1] ?? 0));
    read[hex(message.subarray(i, i + 1))] = String.fromCharCode(...value);
  }
  return read;
}

const call: CallerId = { at, number: "0301234567" };
for (const [what, told, expected] of [
  ["only a number", {}, { "02": "0301234567" }],
  [
    "a number out of area, a name withheld",
    { number: lost, name: hidden },
    { "04": "O", "08": "P" },
  ],
  ["a caller without any digit", { number: "alice" }, { "04": "O" }],
  ["a name without any letter we can send", { name: "鈴木" }, { "02": "0301234567", "08": "O" }],
  ["the number that was called", { dialled: "+49 89 1" }, { "02": "0301234567", "03": "49891" }],
  ["long distance", { longDistance: true }, { "02": "0301234567", "06": "L" }],
  [
    "a call sent on, by ETSI",
    { callType: "voice", firstCalled: "111", redirecting: "222", forwarded: "noReply" },
    { "11": "\x01", "02": "0301234567", "12": "111", "15": "\x02", "1a": "222" },
  ],
  [
    "messages that wait",
    { callType: "messageWaiting", messages: 300 },
    { "11": "\x81", "02": "0301234567", "13": "\xff" },
  ],
] as const satisfies readonly [string, Partial<CallerId>, object][])
  test(`MDMF: ${what}`, () =>
    assert.deepEqual(parameters(mdmf({ ...call, ...told })), { "01": "11221530", ...expected }));

test("the call type stands first, then the time", () => {
  const message = mdmf({ ...call, callType: "voice" });
  assert.equal(hex(message.subarray(2, 7)), "1101010108");
});

test("VMWI with a count, as ETSI has it; without one, as North America", () => {
  assert.equal(hex(vmwi(true, 3)).slice(0, -2), "82060b01ff130103");
  assert.equal(hex(vmwi(false, 0)).slice(0, -2), "82060b0100130100");
});

test("an absent number in SDMF is its letter", () => {
  assert.equal(String.fromCharCode(...sdmf({ at, number: hidden }).subarray(10, -1)), "P");
  assert.equal(String.fromCharCode(...sdmf({ at, number: lost }).subarray(10, -1)), "O");
});

for (const [name, shown] of [
  ["Åsa Öberg", "Asa Oberg"],
  ["Jürgen Weiß", "Jurgen Weiss"],
  ["Zoë  Ærø\t2", "Zoe Aero 2"],
  ["Łukasz Đorđević", "Lukasz Dordevic"],
  ["François “Œil” d’Été", 'Francois "Oeil"'],
  ["İbrahim Işık", "Ibrahim Isik"],
  ["Nguyễn Văn Á", "Nguyen Van A"],
  ["Ｆｕｌｌ ﬁt №1", "Full fit No1"],
  ["Γιώργος", "Giorgos"],
  ["Щукин Юрий", "Shchukin Yurii"],
  ["☎ Mum ❤️", "Mum"],
  ["Bell\x07\x7f\u0000", "Bell"],
  ["鈴木", ""],
  ["Wolfeschlegelsteinhausen", "Wolfeschlegelst"],
  ["Fourteen chars a", "Fourteen chars"],
] as const)
  test(`${JSON.stringify(name)} is shown as ${shown || "nothing"}`, () =>
    assert.equal(asciiName(name, nameLetters.bellcore), shown));

test("a number keeps what a telephone can dial", () =>
  assert.equal(dialledKeys("+1 (617) 555-0142;*#", 20), "16175550142*#"));

test("property: whatever names and numbers come, the message is printable and its checksum holds", () =>
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), fc.string({ unit: "binary" }), (number, name) => {
      const limit = nameLetters.etsi;
      const read = parameters(
        mdmf({ at, number, name, dialled: name, redirecting: number }, limit),
      );
      for (const [type, value] of Object.entries(read))
        assert.match(
          value,
          type === "07" ? /^[\x21-\x7e]([\x20-\x7e]{0,48}[\x21-\x7e])?$/ : /^[\dOP*#]{1,20}$/,
        );
      assert.deepEqual(fromHex(hex(sdmf({ at, number }))), sdmf({ at, number }));
    }),
  ));
