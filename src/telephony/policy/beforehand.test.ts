import assert from "node:assert/strict";
import { test } from "node:test";
import { momentOf } from "#kit/calendar.ts";
import { wallTime } from "#kit/time.ts";
import { factsOf } from "#telephony/checking/thoughtOf.ts";
import { beforehand } from "#telephony/policy/beforehand.ts";
import { readyPolicy } from "#telephony/policy/judge.ts";
import { leaseOf } from "#telephony/policy/lease.ts";
import { document } from "#telephony/settings/settings.ts";

const written = {
  owner: { timeZone: "America/Toronto", country: "CA" },
  numbers: [
    { id: "home", number: "+16135550142" },
    { id: "shop", number: "+16135550143" },
  ],
  accounts: [
    { id: "maple", kind: "exchange", server: "maple.example", username: "ada" },
    { id: "carrier", kind: "carrier", server: "192.0.2.10" },
  ],
  times: [{ id: "night", weekly: [{ days: ["mon", "tue"], from: "22:00", to: "24:00" }] }],
  exchanges: [
    {
      account: "maple",
      policy: [
        { when: { is: "caller", like: "+49*" }, do: "accept" },
        { when: { is: "caller", in: "hidden" }, do: "reject", cause: "anonymousRefused" },
        {
          when: {
            is: "all",
            of: [
              { is: "during", time: "night" },
              { is: "called", number: "shop" },
            ],
          },
          do: "reject",
          cause: "quiet",
        },
      ],
    },
  ],
};

const calls: readonly (readonly [
  what: string,
  call: { from?: string; to?: string; via?: string; at?: string },
  wanted: string,
])[] = [
  ["by a carrier", { from: "hidden", via: "carrier" }, "undefined"],
  ["nobody says by which of two", { from: "hidden" }, "undefined"],
  ["hidden", { from: "hidden", via: "maple" }, "maple anonymousRefused caller.in"],
  ["let through by a rule", { from: "+4930123456", via: "maple" }, "maple undefined caller.like"],
  ["no rule fits", { from: "+14165550100", via: "maple" }, "undefined"],
  [
    "the shop at night",
    { from: "+14165550100", to: "+16135550143", via: "maple", at: "2026-11-24T23:00-05:00" },
    "maple quiet all",
  ],
  [
    "the shop in the morning",
    { from: "+14165550100", to: "+16135550143", via: "maple", at: "2026-11-24T09:00-05:00" },
    "undefined",
  ],
];
for (const [what, call, wanted] of calls)
  test(`before it comes here: ${what}`, () => {
    const settings = document.parse(written);
    const at = momentOf(call.at ?? "2026-11-27T18:05-05:00") ?? wallTime(0);
    const facts = factsOf(call, at, settings);
    const said = beforehand(facts, settings);
    assert.equal(
      said ? `${said.account} ${said.refuses} ${said.because?.code}` : "undefined",
      wanted,
    );
    if (call.via !== "maple") return;
    // the exchange, which has only what was sent to it, says the same
    const { caller, called } = facts;
    const there = readyPolicy(leaseOf("maple", settings)).judge({ caller, called, at });
    assert.equal(there.do === "reject" ? there.cause : undefined, said?.refuses);
  });

test("refused by star code: all of them, whatever the rules", () => {
  const settings = document.parse({ ...written, services: { exchangeReject: true } });
  const facts = factsOf({ from: "+4930123456", via: "maple" }, wallTime(0), settings);
  assert.deepEqual(beforehand(facts, settings), {
    account: "maple",
    refuses: "rejected",
    because: undefined,
  });
});
