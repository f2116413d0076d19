import assert from "node:assert/strict";
import { test } from "node:test";
import { readMessage } from "./callerIdMessage.ts";

const octets = (hex: string): number[] => hex.split(" ").map((each) => Number.parseInt(each, 16));
/** With the checksum that belongs to it. */
const whole = (hex: string): number[] => {
  const body = octets(hex);
  return [...body, -body.reduce((sum, octet) => sum + octet, 0) & 0xff];
};
const word = (letters: string): string =>
  [...letters].map((letter) => letter.charCodeAt(0).toString(16)).join(" ");

/** The first five are vectors of other people's documents, checksum and all. */
for (const [what, message, says] of [
  [
    "a number in single format",
    octets("04 12 30 39 33 30 31 32 32 34 36 30 39 35 35 35 31 32 31 32 51"),
    { format: "SDMF", when: "09-30 12:24", number: "6095551212" },
  ],
  [
    "a number and a name",
    octets(
      "80 26 01 08 31 31 32 32 31 35 33 30 02 0a 36 31 37 35 35 35 30 31 34 32 07 0e 48 41 4b 55 53 55 49 20 4c 49 4e 45 20 31 ea",
    ),
    { format: "MDMF", when: "11-22 15:30", number: "6175550142", name: "HAKUSUI LINE 1" },
  ],
  [
    "a private caller",
    octets("80 10 01 08 31 31 32 32 31 35 33 30 04 01 50 08 01 50 2a"),
    { format: "MDMF", when: "11-22 15:30", numberAbsent: "private", nameAbsent: "private" },
  ],
  ["waiting messages", octets("82 03 0b 01 ff 70"), { format: "VMWI", lamp: true }],
  ["no more messages", octets("82 03 0b 01 00 6f"), { format: "VMWI", lamp: false }],
  ["waiting messages in single format", whole("06 03 42 42 42"), { format: "SDMF", lamp: true }],
  ["none in single format", whole("06 03 6f 6f 6f"), { format: "SDMF", lamp: false }],
  [
    "a caller out of area in single format",
    whole(`04 09 ${word("12312359O")}`),
    { format: "SDMF", when: "12-31 23:59", numberAbsent: "unavailable" },
  ],
  [
    "all that ETSI knows",
    whole(
      `80 29 11 01 01 01 08 ${word("01020304")} 04 01 4f 03 03 ${word("123")} 06 01 4c 13 01 07 15 01 02 12 02 34 35 1a 02 36 37 99 01 05`,
    ),
    {
      format: "MDMF",
      callType: "voice",
      when: "01-02 03:04",
      numberAbsent: "unavailable",
      dialled: "123",
      longDistance: true,
      messages: 7,
      forwarded: "noReply",
      firstCalled: "45",
      redirecting: "67",
      unknown: ["99 05"],
    },
  ],
] as const)
  test(`a box reads ${what}`, () => assert.deepEqual(readMessage(message), says));

for (const [what, message, wrong] of [
  ["nothing", [], /length/],
  ["a wrong checksum", octets("82 03 0b 01 ff 71"), /checksum/],
  ["a length that is too large", whole("82 04 0b 01 ff"), /length/],
  ["a parameter that is cut off", whole("80 03 02 05 31"), /02 is cut off/],
  ["a parameter without a value", whole("80 02 02 00"), /02 is cut off/],
  ["the 13th month", whole(`80 0a 01 08 ${word("13010000")}`), /01 says/],
  ["a number in letters", whole(`04 0b ${word("01010000abc")}`), /number/],
  ["a name that is not ASCII", whole("80 03 07 01 e4"), /07 says e4/],
  ["a lamp half on", whole("82 03 0b 01 7f"), /0b says 7f/],
  ["a type that nobody knows", whole("17 01 00"), /type 17/],
] as const)
  test(`a box shows nothing for ${what}`, () => {
    const read = readMessage(message);
    assert.equal(typeof read, "string");
    assert.match(String(read), wrong);
  });
