import assert from "node:assert/strict";
import { test } from "node:test";
import { channels } from "#exchange/channels.ts";
import { gate } from "#exchange/gate.ts";
import { locations } from "#exchange/locations.ts";
import { flowTo, invite } from "#exchange/proxy/sample.ts";
import { validateExchange } from "#exchange/settings/validate.ts";
import { trunkHosts } from "#exchange/trunks/trunkHosts.ts";
import { directoryOf } from "#exchange/users/directory.ts";
import { wallTime } from "#kit/time.ts";
import { rateLimit } from "#sip/guard/strangers.ts";
import type { SipRequest } from "#sip/message/message.ts";
import { simWorld } from "#world/sim/simWorld.ts";

const connection = flowTo("203.0.113.9", { protocol: "TCP", connection: "c1" });

/** Who speaks in a request along the connection that Ada's server has registered with. */
function speaks(ada: object, request: SipRequest) {
  const { clock, network } = simWorld({ seed: 1, began: wallTime(0) }).host("192.0.2.1");
  const users = [{ name: "ada", ...ada }, { name: "ben" }];
  const settings = validateExchange({ domains: ["maple.example"], users });
  assert.ok(settings.ok);
  const directory = directoryOf(settings.value);
  const journal = { kept: new Map(), note() {} };
  const places = locations(clock, journal);
  void places.put("ada", [
    {
      contact: "sip:ada@203.0.113.9",
      path: [],
      flow: connection,
      q: 1,
      expires: wallTime(60_000),
      callId: "register",
      cseq: 1,
    },
  ]);
  const asks = { on: "refused", refusal: { status: 407 } } as const;
  const made = gate({
    clock,
    doorkeeper: { admit: () => asks, isBanned: () => false },
    locations: places,
    channels: channels(clock),
    trunkHosts: trunkHosts({ network, clock }),
    trunkAccounts: { called: () => undefined },
    help: { numberOf: () => undefined },
    strangers: rateLimit(1, 1),
    directory: () => directory,
    isOwn: ({ host }) => host === "maple.example",
  });
  const speaker = made.speaker(connection, request);
  places.close();
  return "status" in speaker ? speaker.status : speaker.is;
}

const from = (name: string): SipRequest =>
  invite([], { uri: "sip:ben@maple.example", from: `<sip:${name}@maple.example>;tag=a` });

test("a connection speaks for the user who opened it, and for nobody else", () => {
  assert.equal(speaks({}, from("ada")), "user");
  assert.equal(speaks({}, from("ben")), 407);
});

test("who is suspended is refused along the connection that was there before", () => {
  assert.equal(speaks({ suspended: { reason: "unpaid" } }, from("ada")), 403);
});
