import assert from "node:assert/strict";
import { attendantHouse } from "#exchange/attendant/attendantHouse.ts";
import { validateExchange } from "#exchange/settings/validate.ts";
import { inward } from "#world/inward.ts";
import { domain, exchangeSettings, memberSettings, ring, user } from "../../../exchange/village.ts";
import { menuCaller } from "../../../phones/menuCaller.ts";
import { serverHost } from "../../../phones/person.ts";
import { numbers, tones } from "../familyHouse.ts";
import type { FamilyRow } from "../familyRow.ts";

export const behindRouters: FamilyRow = {
  id: "A-34",
  of: "the background of US 7,248,577",
  name: "reaches members behind routers, and carries their sound where nobody else can",
  words:
    "Ada and Ben are behind a symmetric router each, with inner addresses alone. Ada calls Ben: his telephone rings, and both talk through the exchange.",
  wire: "REGISTER and calls come and go by one flow each (rport, outbound); each is offered a port of the exchange, and the sound goes by there",
  people: "Ben's telephone rings; each hears the other",
  async play(house) {
    const { network } = house.town.sim;
    const routers = ["203.0.113.9", "198.51.100.7"].map((at) =>
      network.nat(at, { symmetric: true }),
    );
    house.named("203.0.113.9", "ada's router");
    house.named("198.51.100.7", "ben's router");
    const ada = await house.bare("ada", "10.0.0.5", routers[0]);
    const ben = await house.bare("ben", "10.0.1.5", routers[1]);
    house.begins();
    const call = await ada.calls("ben");
    await house.runs(1000);
    ben.talk.lifts();
    await house.runs(1000);
    await house.talk([call, tones.ada], [ben.talk, tones.ben]);
    assert.deepEqual(
      [call, ben.talk].map(({ voice }) => voice.to?.host),
      [serverHost, serverHost],
      "both speak to the exchange",
    );
    call.hangsUp();
    await house.runs(1000);
  },
};

const households = 30;
const nth = (i: number): string => `home-${i}`;
const numberOf = (i: number): string => `+1613555${String(2000 + i)}`;

export const inOneProcess: FamilyRow = {
  id: "A-35",
  of: "the background of US 7,248,577",
  name: "and thirty households live in one process, each with rules of its own",
  words:
    "Thirty users' servers run in the exchange's own process. Each third one refuses, is busy, or has nothing against a caller whom nobody answers; what goes between them and the exchange takes no wire. (What an idle one costs is measured by `npm run bench -- hosted`: `docs/exchange.md`.)",
  wire: "603, 486 or 480 by whose number was called; between a member and the exchange no packet on the network",
  people: "the caller hears what that household has set",
  exchange: () => ({
    users: Array.from({ length: households }, (_, i) => user(nth(i), { numbers: [numberOf(i)] })),
  }),
  async play(house) {
    const { town } = house;
    const door = {
      ...{ isName: (host: string) => host === domain, port: 5061, accept: town.admit },
      perform: (act: () => void) => act(),
    };
    const account = (i: number): object => ({
      ...{ id: "maple", kind: "exchange", server: domain, transport: "tls", username: nth(i) },
      secret: `password-of-${nth(i)}`,
    });
    const causes = ["rejected", "busy", "noAnswer"];
    for (let i = 0; i < households; i++) {
      const then = [{ do: "reject", cause: causes[i % 3] }];
      const settings = memberSettings(nth(i), numberOf(i), then, { accounts: [account(i)] });
      await town.member(nth(i), `192.0.2.${100 + i}`, settings, {
        within: (network) =>
          inward(network, door, { host: `127.77.0.${i + 1}`, perform: door.perform }),
      });
    }
    await house.runs(3000);
    assert.equal(town.exchange.locations.count, households);
    const carrier = await house.carrier();
    house.begins();
    for (const [i, status] of [
      [0, 603],
      [13, 486],
      [29, 480],
    ] as const) {
      const call = await carrier.calls(numberOf(i), { from: numbers.caller });
      assert.deepEqual((await house.told(call)).slice(-2), [`refused ${status}`, "over refused"]);
    }
    for (const { packets } of town.members)
      assert.deepEqual(
        packets.filter(({ to }) => to.host === serverHost),
        [],
      );
  },
};

const main = "+16135550100";
const attendant = { number: main, extension: "200", operator: "202" };

export const attends: FamilyRow = {
  id: "A-43",
  of: "what owners of such a system expect",
  name: "answers its own number, and connects to the extension that is dialled",
  words:
    "Whoever calls the exchange's number hears a greeting and dials a user's extension; that user's own server decides what becomes of the call. 0 is the operator.",
  wire: "200 to the caller, digits as telephone-events, an INVITE to the user's server which names the caller",
  people: "the caller hears the question, then ringing, then Ada; with 0 Ben's telephone rings",
  exchange: () => ({ attendant }),
  async play(house) {
    const read = validateExchange(exchangeSettings({ attendant }));
    assert.ok(read.ok);
    const account = {
      server: serverHost,
      secret: "password-of-attendant",
      transport: "udp",
    } as const;
    house.named("192.0.2.30", "attendant");
    await house.town.member("attendant", "192.0.2.30", attendantHouse(read.value, account) ?? {});
    const [ada, ben] = [await house.member("ada", ring), await house.member("ben", ring)];
    const [adas, bens] = [await house.desk(ada), await house.desk(ben)];
    const carrier = await house.carrier();
    house.begins();
    const call = await carrier.calls(main, { from: numbers.caller });
    const menu = menuCaller(house, call);
    assert.deepEqual(await menu.hears(5000), ["dial-extension-operator"]);
    await menu.dials("201#");
    await house.runs(2000);
    assert.equal(adas.talks.length, 1, "Ada's telephone rings");
    assert.match(adas.talk.incoming?.request.lines("From").join() ?? "", /6135550199/);
    adas.talk.lifts();
    await house.runs(1000);
    await house.talk([call, tones.carrier], [adas.talk, tones.ada]);
    call.hangsUp();
    await house.runs(1000);
    const second = await carrier.calls(main, { from: numbers.caller });
    await house.runs(2000);
    await menuCaller(house, second).dials("0");
    await house.runs(2000);
    assert.equal(bens.talks.length, 1, "0 is Ben, the operator");
    second.hangsUp();
    await house.runs(1000);
  },
};
