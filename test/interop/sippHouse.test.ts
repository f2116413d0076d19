import assert from "node:assert/strict";
import { test } from "node:test";
import { House } from "../phones/house.ts";
import { freePort } from "./freePort.ts";
import { noSipp, type Sipp, sipp } from "./sipp.ts";

/* SIPp as the carrier and as the telephone, with the whole server between them. */

const skip = noSipp() ?? false;
const number = "+16135550142";

interface Street {
  readonly house: House;
  readonly carrierPort: number;
  readonly phonePort: number;
  /** A scenario of the carrier, or of the telephone at its registered port. */
  carrierCalls(scenario: string): Promise<Sipp>;
  carrierWaits(scenario: string): Promise<Sipp>;
  phone(scenario: string, dials?: string): Promise<Sipp>;
}

async function street(story: (street: Street) => Promise<void>, more: object = {}): Promise<void> {
  const [carrierPort, phonePort] = [await freePort(), await freePort()];
  const house = await House.open({
    version: 1,
    owner: { name: "Ada", timeZone: "America/Toronto", country: "CA" },
    numbers: [{ id: "home", number }],
    devices: [{ id: "kitchen", kind: "sip", secret: "a-long-secret" }],
    accounts: [
      {
        id: "carrier",
        kind: "carrier",
        server: `127.0.0.1:${carrierPort}`,
        transport: "udp",
        username: "ada",
        secret: "secret",
        register: false,
      },
    ],
    rules: [
      {
        id: "all",
        name: "Everyone",
        when: { is: "always" },
        then: [
          { do: "ring", targets: [{ device: "kitchen" }], for: 20 },
          { do: "reject", cause: "busy" },
        ],
      },
    ],
    ...more,
  });
  const calls = house.sipPort;
  const login = ["-au", "kitchen", "-ap", "a-long-secret"];
  try {
    await story({
      house,
      carrierPort,
      phonePort,
      carrierCalls: (scenario) => sipp(scenario, { calls, user: number }),
      carrierWaits: (scenario) => sipp(scenario, { port: carrierPort }),
      phone: (scenario, dials) =>
        sipp(scenario, {
          port: phonePort,
          user: dials ?? "kitchen",
          ...(dials !== undefined && { calls, more: login }),
        }),
    });
  } finally {
    await house.close();
  }
}

async function wentWell(...peers: readonly Sipp[]): Promise<void> {
  for (const { ended } of peers) {
    const { code, report } = await ended;
    assert.equal(code, 0, report);
  }
}

const registered = async ({ phone }: Street, as = "registers"): Promise<void> =>
  wentWell(await phone(as, "kitchen"));

async function outcomes({ house }: Street): Promise<readonly unknown[]> {
  const { items } = (await house.get("/api/v1/calls")) as {
    readonly items: readonly { readonly outcome?: string }[];
  };
  return items.map(({ outcome }) => outcome);
}

test("a telephone registers with its password, and takes its contact back", { skip }, () =>
  street(async (all) => {
    const state = async () => {
      const { items } = (await all.house.get("/api/v1/devices")) as {
        readonly items: readonly { readonly state: string }[];
      };
      return items.map((one) => one.state);
    };
    await registered(all);
    assert.deepEqual(await state(), ["idle"]);
    await registered(all, "unregisters");
    assert.deepEqual(await state(), ["offline"]);
  }),
);

const incoming: readonly (readonly [what: string, carrier: string, phone: string, unknown[]])[] = [
  [
    "the carrier calls, the telephone lifts, the carrier hangs up",
    "callsIn",
    "answers",
    ["answered"],
  ],
  ["the carrier holds by re-INVITE", "holds", "answers", ["answered"]],
  ["the carrier asks for T.38, hears 488, and talks on", "asksForT38", "answers", ["answered"]],
  ["the carrier offers nothing and answers with its ACK", "offersNothing", "answers", ["answered"]],
  ["the carrier gives up while it rings", "cancels", "ringsOn", ["missed"]],
  ["the telephone is busy, and there is no next step", "isRefused", "isBusy", ["rejected"]],
];

for (const [what, carrierDoes, phoneDoes, wanted] of incoming)
  test(what, { skip }, () =>
    street(async (all) => {
      await registered(all);
      const phone = await all.phone(phoneDoes);
      const carrier = await all.carrierCalls(carrierDoes);
      await wentWell(carrier, phone);
      assert.deepEqual(await outcomes(all), wanted);
    }),
  );

test(
  "all calls are forwarded: the carrier hears so, and gets the call with who forwarded it",
  { skip },
  () =>
    street(
      async (all) => {
        const away = await all.carrierWaits("takesForward");
        const carrier = await all.carrierCalls("callsForwarded");
        await wentWell(carrier, away);
        assert.deepEqual(await outcomes(all), ["forwarded"]);
      },
      { services: { forwardAll: { number: "+16135550177" } } },
    ),
);

test(
  "the telephone calls out: the carrier asks for a password, answers, and is told goodbye",
  {
    skip,
  },
  () =>
    street(async (all) => {
      await registered(all);
      const carrier = await all.carrierWaits("challenges");
      const phone = await all.phone("dials", "6135550177");
      await wentWell(phone, carrier);
      assert.deepEqual(await outcomes(all), ["answered"]);
    }),
);
