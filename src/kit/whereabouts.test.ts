import assert from "node:assert/strict";
import { test } from "node:test";
import { addressBytes } from "./ipAddress.ts";
import { whereabouts } from "./whereabouts.ts";

const table = {
  outside: [
    "8.8.8.8",
    "172.15.0.1",
    "172.32.0.1",
    "100.63.255.255",
    "100.128.0.1",
    "203.0.113.9",
    "2606:4700::1111",
    "2a00:1450:4001:80b::200e",
    "::ffff:8.8.8.8",
    "64:ff9b::8.8.8.8",
    "2002:808:808::1",
  ],
  inside: [
    "10.0.0.1",
    "10.255.255.255",
    "127.0.0.1",
    "127.9.9.9",
    "172.16.0.1",
    "172.31.255.255",
    "192.168.1.20",
    "100.64.0.1",
    "::1",
    "0:0:0:0:0:0:0:1",
    "fc00::1",
    "fd12:3456::1",
    "::ffff:127.0.0.1",
    "::ffff:7f00:1",
    "::FFFF:10.1.2.3",
    "64:ff9b::192.168.1.1",
    "64:ff9b::a00:1",
    "2002:c0a8:101::",
  ],
  never: [
    "0.0.0.0",
    "0.1.2.3",
    "169.254.169.254",
    "169.254.0.1",
    "100.100.100.200",
    "168.63.129.16",
    "192.0.0.192",
    "198.18.0.1",
    "224.0.0.1",
    "239.255.255.250",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::ffff:169.254.169.254",
    "::ffff:0.0.0.0",
    "64:ff9b::a9fe:a9fe",
    "64:ff9b:1::10.0.0.1",
    "2002:a9fe:a9fe::1",
    "::127.0.0.1",
    "fe80::1",
    "fe80::1%eth0",
    "febf::1",
    "fec0::1",
    "fd00:ec2::254",
    "ff02::1",
    "2001::1",
    "2001:10::1",
    "::8.8.8.8",
    "",
    "example.net",
    "1.2.3",
    "1.2.3.256",
    "01.2.3.4.5",
    "1:2:3:4:5:6:7",
    "1:2:3:4:5:6:7:8:9",
    "1::2::3",
    "1:2:3:4:5:6:7::8",
    "12345::1",
    "1.2.3.4::1",
    "::1.2.3",
  ],
} as const;

for (const [where, addresses] of Object.entries(table))
  for (const address of addresses)
    test(`${address || "nothing"} is ${where}`, () => assert.equal(whereabouts(address), where));

test("an address is the same bytes however it is written", () => {
  const same = ["2001:db8:0:0:1:0:0:1", "2001:db8::1:0:0:1", "2001:0DB8:0:0:1::1"];
  const [first, ...others] = same.map(addressBytes);
  assert.equal(first?.length, 16);
  for (const other of others) assert.deepEqual(other, first);
});
