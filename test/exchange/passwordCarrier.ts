import type { OpenedExchange } from "#exchange/openExchange.ts";
import { user, type Village } from "./village.ts";

/*
 * A carrier that asks for a password, and takes Ada's number from whoever has it: another exchange.
 * Beyond it, at 192.0.2.10, is whoever is called.
 */

export const ada = "+16135550101";
export const outside = "+14165550100";
export const login = { username: "maple", secret: "password-of-maple" };

/** Our trunk there, and another for when it has trouble. */
export const trunksTo = (more: object = {}): readonly object[] => [
  { id: "carrier", server: "192.0.2.9", domain: "carrier.example", login, ...more },
  { id: "second", server: "192.0.2.11" },
];

export const passwordCarrier = (town: Village): Promise<OpenedExchange> =>
  town.neighbour("192.0.2.9", {
    ...{ domains: ["carrier.example"], realm: "maple.example", country: "CA" },
    tiers: [{ id: "standard", calls: "anywhere", channels: 10 }],
    users: [user("maple", { numbers: [ada, "+16135550100"] })],
    trunks: [{ id: "world", server: "192.0.2.10" }],
  });
