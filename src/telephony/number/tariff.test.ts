import assert from "node:assert/strict";
import { test } from "node:test";
import { tariffOf } from "./tariff.ts";

const ottawa = { country: "CA", areaCode: "613" };
const berlin = { country: "DE" };

test("at home, abroad, and what pays the called", () => {
  const told = (text: string, home: typeof berlin = ottawa): string => tariffOf(text, home);
  assert.equal(told("613 555 0142"), "usual");
  assert.equal(told("+12125550123"), "usual");
  assert.equal(told("201"), "usual");
  assert.equal(told("+442079460123"), "abroad");
  assert.equal(told("+18765550123"), "abroad"); // Jamaica
  assert.equal(told("011 44 20 7946 0123"), "abroad");
  assert.equal(told("01199"), "abroad");
  assert.equal(told("+19005550123"), "premium");
  assert.equal(told("0900 1234567", berlin), "premium");
  assert.equal(told("030 901820", berlin), "usual");
});
