import assert from "node:assert/strict";
import { test } from "node:test";
import type { AccountItem } from "../parts/document.ts";
import { whole } from "./wholeAccount.ts";

const kept = { set: true } as const;
const before: AccountItem = {
  id: "office",
  kind: "carrier",
  server: "sip.example.net",
  signature: { secret: kept, certificate: "https://cert.example.net/ada.pem", attest: "A" },
};

test("an account's key is kept while nothing is typed in its place", () => {
  const typed = { ...before, signature: { ...before.signature, secret: "" } };
  assert.deepEqual(whole(typed, before), before);
  const other = { ...before, signature: { ...before.signature, secret: "a new key" } };
  assert.deepEqual(whole(other, before).signature?.secret, "a new key");
});

test("with its certificate's address a signature is gone, and an account without one has none", () => {
  const { signature: _, ...bare } = before;
  assert.deepEqual(
    whole({ ...before, signature: { secret: kept, certificate: "" } }, before),
    bare,
  );
  assert.deepEqual(whole(bare, bare), bare);
});
