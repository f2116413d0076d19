import assert from "node:assert/strict";
import { test } from "node:test";
import { inward } from "#world/inward.ts";
import { serverHost } from "../phones/person.ts";
import { domain, exchangeSettings, memberSettings, numbers, ring, Village } from "./village.ts";

/* Members that live in the exchange's own process: what goes between them and it takes no wire, and
   all else is as for any member. */

const sources = { ada: "127.77.0.1", ben: "127.77.0.2" };

/** As an invitation makes it: TLS to the exchange by its name. */
const account = (name: string): object => ({
  id: "maple",
  kind: "exchange",
  server: domain,
  transport: "tls",
  username: name,
  secret: `password-of-${name}`,
});

async function village() {
  const town = await Village.open(exchangeSettings());
  const door = {
    isName: (host: string) => host === domain,
    port: 5061,
    accept: town.admit,
    perform: (act: () => void) => act(),
  };
  const hosted = (name: "ada" | "ben", host: string, then: readonly object[], more: object = {}) =>
    town.member(
      name,
      host,
      memberSettings(name, numbers[name], then, { accounts: [account(name)], ...more }),
      {
        within: (network) => inward(network, door, { host: sources[name], perform: door.perform }),
      },
    );
  const carrier = await town.person("carrier", "192.0.2.10", 1000);
  return { town, hosted, carrier };
}

test("two hosted members with different rules: the same caller gets what each has set", async () => {
  const { town, hosted, carrier } = await village();
  const ada = await hosted("ada", "192.0.2.31", ring);
  await hosted("ben", "192.0.2.32", [{ do: "reject", cause: "rejected" }]);
  const desk = await town.desk(ada, 440);
  assert.deepEqual(
    ada.packets.filter(({ to }) => to.host === serverHost),
    [],
    "nothing went over the network to the exchange",
  );
  const call = await carrier.calls(numbers.ada);
  await town.runs(3000);
  desk.talk.lifts();
  await town.runs(2000);
  assert.ok(call.voice.share(440) > 0.9, "the caller hears Ada's desk");
  assert.ok(desk.talk.voice.share(1000) > 0.9, "and Ada the caller");
  call.hangsUp();
  const other = await carrier.calls(numbers.ben);
  await town.runs(3000);
  assert.match(other.told.join(), /refused 603/);
  assert.equal(desk.talks.length, 1);
  await town.mustBeIdle();
});

test("one hosted member calls the other by extension, through the exchange", async () => {
  const { town, hosted } = await village();
  const ada = await hosted("ada", "192.0.2.31", ring);
  const ben = await hosted("ben", "192.0.2.32", ring);
  const [adas, bens] = [await town.desk(ada, 440), await town.desk(ben, 600)];
  const call = await adas.calls("202");
  await town.runs(3000);
  bens.talk.lifts();
  await town.runs(2000);
  assert.ok(call.voice.share(600) > 0.9, "Ada hears Ben");
  assert.ok(bens.talk.voice.share(440) > 0.9, "Ben hears Ada");
  bens.talk.hangsUp();
  await town.runs(1000);
  assert.deepEqual(call.told.slice(-2), ["bye", "over bye"]);
  await town.mustBeIdle();
});

test("a hosted member that is gone: the steps of its own policy run, and the others stay", async () => {
  const { town, hosted, carrier } = await village();
  const forward = [{ do: "forward", to: { number: numbers.ben } }];
  const ada = await hosted("ada", "192.0.2.31", ring, {
    exchanges: [{ account: "maple", unreachable: forward }],
  });
  const ben = await hosted("ben", "192.0.2.32", ring);
  const bens = await town.desk(ben, 600);
  await town.runs(2000);
  await town.breaks(ada);
  const call = await carrier.calls(numbers.ada);
  await town.runs(3000);
  assert.equal(bens.talks.length, 1, "it rings at Ben's, as Ada had set");
  bens.talk.lifts();
  await town.runs(2000);
  assert.ok(call.voice.share(600) > 0.9);
  call.hangsUp();
  await town.runs(1000);
  await town.mustBeIdle();
});
