import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { fromHex, writeUint16 } from "#kit/bytes.ts";
import { addressBytes, addressText } from "#kit/ipAddress.ts";
import { bindingRequest, readBindingAnswer } from "./stunMessage.ts";

/** RFC 5769 §2.2 and §2.3: the vectors' answers, whose attributes behind the address are not asked here. */
const id = fromHex("b7e7a701bc34d686fa87dfae");
const answer4 = fromHex(
  "0101 003c 2112a442 b7e7a701bc34d686fa87dfae" +
    "8022 000b 74657374 20766563 746f7220" +
    "0020 0008 0001 a147 e112a643" +
    "0008 0014 2b91f599fd9e90c38c7489f92af9ba53f06be7d7" +
    "8028 0004 c07d4c96",
);
const answer6 = fromHex(
  "0101 0048 2112a442 b7e7a701bc34d686fa87dfae" +
    "8022 000b 74657374 20766563 746f7220" +
    "0020 0014 0002 a147 0113a9faa5d3f179bc25f4b5bed2b9d9" +
    "0008 0014 a382954e4be67bf11784c97c8292c275bfe3ed41" +
    "8028 0004 c8fb0b4c",
);

test("the published answers say where we are", () => {
  assert.deepEqual(readBindingAnswer(answer4, id), {
    is: "bound",
    mapped: { host: "192.0.2.1", port: 32853 },
  });
  assert.deepEqual(readBindingAnswer(answer6, id), {
    is: "bound",
    mapped: { host: "2001:db8:1234:5678:11:2233:4455:6677", port: 32853 },
  });
});

test("an answer to another question, cut or longer than it says is none", () => {
  assert.equal(readBindingAnswer(answer4, new Uint8Array(12)), undefined);
  assert.equal(readBindingAnswer(answer4.slice(0, 60), id), undefined);
  const longer = answer4.slice();
  writeUint16(longer, 38, 0xfff0); // the attribute's length
  assert.equal(readBindingAnswer(longer, id), undefined);
  assert.equal(readBindingAnswer(bindingRequest(id), id), undefined);
});

test("where the answer shall come from is asked in the request", () => {
  const change = bindingRequest(id, { address: true, port: false });
  assert.deepEqual([...change.slice(20)], [0, 3, 0, 4, 0, 0, 0, 4]);
  assert.equal(change[3], 8);
});

test("no bytes at all make it throw", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (tail) => {
      const data = new Uint8Array(20 + tail.length);
      data.set(answer4.subarray(0, 20));
      data.set(tail, 20);
      writeUint16(data, 2, tail.length);
      readBindingAnswer(data, id);
    }),
  );
});

test("an address is written as people write it, and read again", () => {
  for (const text of ["192.0.2.1", "::1", "::", "2001:db8::1", "fe80::1:0:0:2", "1:2:3:4:5:6:7:8"])
    assert.equal(addressText(addressBytes(text) ?? new Uint8Array(4)), text);
});
