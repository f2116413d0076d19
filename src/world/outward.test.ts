import assert from "node:assert/strict";
import { test } from "node:test";
import { utf8 } from "#kit/bytes.ts";
import { ok } from "#kit/result.ts";
import { seconds } from "#kit/time.ts";
import { guardedFetch } from "#world/http/guardedFetch.ts";
import type { PostOffice } from "#world/mail.ts";
import { outwardHttp, outwardMail } from "#world/outward.ts";
import { simWorld } from "#world/sim/simWorld.ts";

const places: Readonly<Record<string, string>> = {
  "out.example": "203.0.113.9",
  "nas.lan": "192.168.1.20",
  "itself.example": "127.0.0.1",
};

/** A machine in a house, where somebody else's server lives; and a service at each address. */
function machine() {
  const sim = simWorld();
  const world = sim.host("192.168.1.2");
  for (const [name, address] of Object.entries(places)) {
    sim.network.record(name, "A", [address]);
    sim.http.serve(address, () => ({ body: utf8("hello") }));
  }
  return { sim, world };
}

for (const [name, code] of [
  ["out.example", "ok"],
  ["nas.lan", "http.inside"],
  ["itself.example", "http.inside"],
] as const)
  test(`${name} is ${code} for a hosted server, though its settings allow it`, async () => {
    const { sim, world } = machine();
    const asked = { url: `http://${name}/`, allow: [name], within: seconds(3), most: 99 };
    const coming = guardedFetch(asked, { ...world, http: outwardHttp(world.http) });
    await sim.runs(seconds(10));
    const got = await coming;
    assert.equal(got.ok ? "ok" : got.problem.code, code);
  });

for (const [host, told] of [
  ["out.example", "203.0.113.9"],
  ["nas.lan", "mail.refused"],
  ["127.0.0.1", "mail.refused"],
  ["nobody.example", "mail.unreachable"],
] as const)
  test(`a hosted server's letters, handed in at ${host}: ${told}`, async () => {
    const { sim, world } = machine();
    const offices: PostOffice[] = [];
    const mail = outwardMail(
      {
        send(_letter, office) {
          offices.push(office);
          return Promise.resolve(ok(undefined));
        },
      },
      world.network,
    );
    const letter = { from: "a@x", to: "b@x", subject: "", text: "", messageId: "<1@x>" };
    const coming = mail.send(letter, { host, port: 25, security: "none" }, seconds(3));
    await sim.runs(seconds(10));
    const done = await coming;
    assert.equal(done.ok ? offices[0]?.address : done.problem.code, told);
    assert.equal(offices.length, done.ok ? 1 : 0);
  });
