/** Every country's line, with a telephone of that country: how it rings, and who it shows. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { bell202, v23 } from "#media/callerId/fsk.ts";
import { countryFiles } from "#media/tone/countries.ts";
import { messageHeard, multimonHears, noMinimodem, noMultimon } from "../phones/decoders.ts";
import { lineCall } from "./lineCall.ts";
import { parseScript } from "./script.ts";

const hasMinimodem = noMinimodem() === undefined;
const hasMultimon = noMultimon() === undefined;
const script = parseScript("0 call +442079460123 Zoë Hale\n+16 leave\n+2 end");

/** Abroad, at home, or abroad where the prefix is the network's. */
const shownNumber = /^(00|011|0011)442079460123$|^02079460123$|^442079460123$/;

for (const { codes, callerId, ring } of countryFiles)
  test(`${codes[0]}: ${callerId.is}; rings ${ring.is}`, async () => {
    assert.ok(script.ok);
    const { happened, hears } = await lineCall({ country: codes[0] ?? "", script: script.value });
    assert.deepEqual(
      happened.filter(({ on }) => on === "damaged" || on === "nothingFollowed"),
      [],
    );
    const lasted = happened.flatMap((one) => (one.on === "ringEnded" ? [one.lasted] : []));
    const bursts = ring.is.split(" ").map((burst) => Number(burst.split("/")[0]) * 1000);
    assert.deepEqual(lasted.slice(0, 3), [...bursts, ...bursts, ...bursts].slice(0, 3));
    const shown = happened.flatMap((one) => (one.on === "caller" ? [one.text] : []));
    if (callerId.is === "none") assert.deepEqual(shown, []);
    else if (/^(bell202|v23)/.test(callerId.is)) readByModem(hears, shown, callerId.is);
    else readByKeys(hears, shown);
  });

/** Name and number, the same to the telephone and to minimodem. */
function readByModem(hears: Int16Array, shown: readonly string[], method: string): void {
  assert.equal(shown.length, 1);
  const [, name = "", number = ""] = /^(.+) (\d+)$/.exec(shown[0] ?? "") ?? [];
  assert.equal(name, "Zoe Hale");
  assert.match(number, shownNumber);
  if (!hasMinimodem) return;
  const message = messageHeard(hears, method.startsWith("v23") ? v23 : bell202);
  const text = String.fromCharCode(...(message ?? []));
  assert.ok(text.includes(name) && text.includes(number), `minimodem reads ${text}`);
}

/** The number, the same to the telephone and to multimon-ng. */
function readByKeys(hears: Int16Array, shown: readonly string[]): void {
  assert.equal(shown.length, 1);
  assert.match(shown[0] ?? "", shownNumber);
  if (hasMultimon) assert.equal(multimonHears(hears, "DTMF").join("").slice(1, -1), shown[0]);
}
