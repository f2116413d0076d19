import assert from "node:assert/strict";
import { before, test } from "node:test";
import { issue, makeAuthority } from "#world/node/localAuthority.ts";
import { noBaresip } from "../phones/baresip.ts";
import { type Household, household, type Reached, ring, share } from "./household.ts";

/* A carrier that is reached over TLS: a baresip that shows a certificate of our making. */

const skip = noBaresip() ?? false;
const now = Date.now();
let authority: Awaited<ReturnType<typeof makeAuthority>>;
before(async () => {
  authority = await makeAuthority(now);
});

const shows = async (host: string, account: object = {}): Promise<Reached> => ({
  identity: await issue(authority, [host], now),
  account,
});

/** Both people hear each other; then the telephone of the house hangs up. */
async function talks({ carrier }: Household, kitchen: Awaited<ReturnType<Household["phone"]>>) {
  const [atCarrier, atKitchen] = await Promise.all([share(carrier, 440), share(kitchen, 1000)]);
  assert.ok(atCarrier > 0.8 && atKitchen > 0.8, `${atCarrier} and ${atKitchen}`);
  kitchen.hangUp();
  await carrier.until("CALL_CLOSED");
}

test("a carrier over TLS whose certificate is signed as the account says calls the house", {
  skip,
}, async () => {
  const tls = await shows("127.0.0.1", { authority: authority.certificate });
  await household(
    [ring("kitchen")],
    async (house) => {
      const kitchen = await house.phone("kitchen", { tone: 440 });
      house.calls();
      await kitchen.until("CALL_INCOMING");
      kitchen.lift();
      await house.carrier.until("CALL_ESTABLISHED");
      await talks(house, kitchen);
    },
    tls,
  );
});

const believed: readonly (readonly [why: string, host: string, account: () => object])[] = [
  ["it is signed as the account says", "127.0.0.1", () => ({ authority: authority.certificate })],
  ["the owner takes any", "elsewhere.example", () => ({ acceptAnyCertificate: true })],
];
for (const [why, host, account] of believed)
  test(`a carrier over TLS is called: ${why}`, { skip }, async () => {
    const tls = await shows(host, account());
    await household(
      [ring("kitchen")],
      async (house) => {
        const kitchen = await house.phone("kitchen", { tone: 440 });
        kitchen.dial(`sip:6135550177@127.0.0.1:${house.house.sipPort}`);
        await house.carrier.until("CALL_INCOMING");
        house.carrier.lift();
        await kitchen.until("CALL_ESTABLISHED");
        await talks(house, kitchen);
      },
      tls,
    );
  });

const unbelieved: readonly (readonly [why: string, host: string, account: () => object])[] = [
  ["nobody known has signed it", "127.0.0.1", () => ({})],
  ["it is another's", "elsewhere.example", () => ({ authority: authority.certificate })],
];
for (const [why, host, account] of unbelieved)
  test(`a carrier whose certificate is not believed hears of no call: ${why}`, {
    skip,
  }, async () => {
    const tls = await shows(host, account());
    await household(
      [ring("kitchen")],
      async ({ carrier, phone, house }) => {
        const kitchen = await phone("kitchen", { tone: 440 });
        kitchen.dial(`sip:6135550177@127.0.0.1:${house.sipPort}`);
        await kitchen.until("CALL_CLOSED");
        assert.equal(carrier.was("CALL_INCOMING"), false);
        const { items } = (await house.get("/api/v1/calls")) as {
          readonly items: readonly { readonly cause?: unknown }[];
        };
        assert.deepEqual(
          items.map(({ cause }) => cause),
          [{ kind: "unreachable" }],
        );
      },
      tls,
    );
  });
