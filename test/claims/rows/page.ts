import assert from "node:assert/strict";
import { memoryVault } from "#web/auth/memoryVault.ts";
import { newSetupKey } from "#web/auth/setupLink.ts";
import { webApp } from "#web/webApp.ts";
import { number, ring } from "../../calls/household.ts";
import type { Claim } from "../claim.ts";
import { type ClaimHouse, claimSettings } from "../claimHouse.ts";

/** Row A-10. */
export const page: Claim = {
  number: 10,
  name: "is managed through its own web interface",
  words: "Its owner reads and changes all this through the web interface that the server serves.",
  wire: "HTTP: a stranger gets 401; the owner, let in by the one-time link, reads the rules, writes others with their ETag, and the next call follows them",
  telephone: "rings before the change, is left alone after it",
  settings: claimSettings([{ ...ring("telephone"), for: 60 }]),
  async play(house) {
    const web = await signedIn(house);
    const before = await house.carrier.calls(number);
    await house.runs(3000);
    assert.ok(house.noticed().includes("ringBegan"));
    before.hangsUp();
    await house.runs(3000);
    const { document, etag } = await web.read();
    const [rule] = document["rules"] as object[];
    const rules = [{ ...rule, then: [{ do: "reject", cause: "rejected" }] }];
    assert.equal(await web.write({ ...document, rules }, etag), 200);
    assert.equal(await web.write(document, etag), 412, "nobody overwrites what they did not read");
    house.noticed();
    const after = await house.carrier.calls(number);
    await house.runs(3000);
    assert.ok(after.told.includes("refused 603"), after.told.join());
    assert.ok(!house.noticed().includes("ringBegan"));
  },
};

/** A stranger is turned away; then the owner comes in with the one-time link. */
async function signedIn({ town }: ClaimHouse) {
  const vault = memoryVault();
  const now = () => town.sim.clock.wallTime();
  const app = await webApp({ control: town.control, vault, now, version: "0" });
  const url = "/api/v1/settings";
  assert.equal((await app.inject({ url })).statusCode, 401);
  const key = await newSetupKey(vault, now());
  const payload = { key, name: "Ada", password: "correct horse battery" };
  const made = await app.inject({ method: "POST", url: "/api/v1/setup", payload });
  const cookie = String(made.headers["set-cookie"]).split(";")[0] ?? "";
  return {
    async read() {
      const { headers, body } = await app.inject({ url, headers: { cookie } });
      return { document: JSON.parse(body) as Record<string, unknown>, etag: String(headers.etag) };
    },
    async write(document: object, etag: string) {
      const headers = { cookie, "if-match": etag, "x-csrf-token": made.json().csrf };
      return (await app.inject({ method: "PUT", url, payload: document, headers })).statusCode;
    },
  };
}
