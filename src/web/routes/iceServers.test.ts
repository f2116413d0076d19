import assert from "node:assert/strict";
import { test } from "node:test";
import { bearer, site } from "#web/quietSite.ts";

test("whoever calls is told the relay, with a login of theirs, and no cache keeps it", async () => {
  const { app } = await site();
  const answer = await app.inject({ url: "/api/v1/ice-servers", headers: bearer });
  const username = "environment token";
  assert.deepEqual(answer.json(), {
    iceServers: [{ urls: ["turn:turn.example"], username, credential: "c" }],
  });
  assert.equal(answer.headers["cache-control"], "no-store");
});
