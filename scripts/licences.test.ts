import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { licencesFile, licencesText } from "./licences.ts";

test("the About page names what ships (else: npm run licences)", () =>
  assert.equal(readFileSync(licencesFile, "utf8"), licencesText()));

/** Those that go with Apache-2.0, as files of their own beside it. */
const fitting =
  /^(MIT|MIT-0|ISC|0BSD|BSD-[23]-Clause|Apache-2\.0|BlueOak-1\.0\.0|MPL[- ]2\.0|OFL-1\.1|CC0-1\.0|Python-2\.0|Unlicense)$/;

test("every package that ships has a licence that goes with ours", () => {
  const rows = JSON.parse(licencesText()) as readonly (readonly [string, string, string])[];
  for (const [name, , licence] of rows) assert.match(licence, fitting, name);
});
