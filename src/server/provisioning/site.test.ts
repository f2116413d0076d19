import assert from "node:assert/strict";
import { test } from "node:test";
import { folderFor, type Site } from "./site.ts";

const web: Site["web"] = { port: 8090, securePort: 8453 };
const ownAddress = (peer?: string): string => (peer === undefined ? "fd00::7" : "192.0.2.7");
const folders: readonly (readonly [
  web: Site["web"] | undefined,
  peer: string | undefined,
  is: string,
])[] = [
  [undefined, "192.0.2.9", "http://192.0.2.7:80/p/s3/"],
  [web, "192.0.2.9", "http://192.0.2.7:8090/p/s3/"],
  [web, undefined, "http://[fd00::7]:8090/p/s3/"],
  [{ ...web, name: "maple.example" }, "192.0.2.9", "https://maple.example:8453/p/s3/"],
  [{ ...web, base: "/u/ada" }, "192.0.2.9", "http://192.0.2.7:8090/u/ada/p/s3/"],
];
for (const [at, peer, is] of folders)
  test(`a telephone's files are in ${is}`, () =>
    assert.equal(folderFor("s3", peer, { site: { ...(at && { web: at }) }, ownAddress }), is));
