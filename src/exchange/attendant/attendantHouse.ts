import type { ExchangeSettings } from "#exchange/settings/settings.ts";
import { attendantName } from "./attendantUser.ts";

/** How its house finds the exchange, and proves to be it. */
export interface AttendantAccount {
  readonly server: string;
  readonly secret: string;
  readonly transport: "tls" | "udp";
}

const account = "exchange";

/** The settings of its house: whoever calls gets the menu, and is called for as any caller is. */
export function attendantHouse(
  { attendant, country, domains }: ExchangeSettings,
  { server, secret, transport }: AttendantAccount,
): object | undefined {
  if (attendant === undefined) return undefined;
  const { number, extension, operator, language } = attendant;
  const own = [number, extension].filter((one) => one !== undefined);
  const via = account;
  const menu = {
    ...{ do: "ask", prompt: operator === undefined ? "dial-extension" : "dial-extension-operator" },
    ...{ for: 8, times: 3, extensions: { via } },
    keys: operator === undefined ? [] : [{ key: "0", then: [forwardTo(operator, domains)] }],
  };
  const then = [menu, { do: "announce", prompt: "goodbye" }, { do: "reject", cause: "noAnswer" }];
  return {
    version: 1,
    owner: { name: attendantName, language, country, timeZone: "UTC" },
    numbers: own.map((one, i) => ({ id: `own-${i}`, number: one })),
    devices: [],
    accounts: [
      {
        ...{ id: account, kind: "exchange", username: attendantName, server, secret, transport },
        namesCaller: true,
        ...(number !== undefined && { number }),
      },
    ],
    mailbox: { enabled: false },
    rules: [{ id: "menu", when: { is: "always" }, then }],
  };
}

/** By extension or number; a name is an address of the exchange's. */
const forwardTo = (operator: string, [domain = ""]: readonly string[]): object => ({
  do: "forward",
  to: /^\+?[0-9]+$/.test(operator)
    ? { number: operator, via: account }
    : { address: `sip:${operator}@${domain}`, via: account },
});
