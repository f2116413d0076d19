import assert from "node:assert/strict";
import { test } from "node:test";
import { Supervised } from "../survive/supervised.ts";

const settings = {
  version: 1,
  owner: { name: "Ada", timeZone: "America/Toronto", country: "CA" },
};

test("a server that dies, hangs or is to make room is followed by another one; told to end, both end", async () => {
  const server = await Supervised.open(settings, { host: "127.0.0.1" });
  await server.isKilled("SIGSTOP");
  assert.match(server.printed, /it hangs/);
  const another = server.begins();
  server.told("SIGHUP"); // which kills the one of now
  await another;
  assert.equal(new Set(server.processes).size, 3);
  assert.equal(await server.close(), 0);
});
