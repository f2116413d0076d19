/** The real operator's pages on a free port, before an exchange with members and calls on virtual time, which stands still. */
import type { AddressInfo } from "node:net";
import { memoryShelf } from "#exchange/operator/auditBook.ts";
import { exchangeControl } from "#exchange/operator/exchangeControl.ts";
import { settingsFiles } from "#exchange/store/fileDrawer.ts";
import { utf8 } from "#kit/bytes.ts";
import { memoryVault } from "#web/auth/memoryVault.ts";
import { hashPassword } from "#web/auth/password.ts";
import { operatorApp } from "#web/operator/operatorApp.ts";
import {
  exchangeSettings,
  memberSettings,
  numbers,
  ring,
  user,
  Village,
} from "../exchange/village.ts";
import { serverHost } from "../phones/person.ts";
import { built, password } from "./browser.ts";

export interface OperatedVillage {
  readonly url: string;
  /** What the clock shows there, in ms. */
  readonly now: number;
  /** Of a call that is up, from one member to the other. */
  readonly call: string;
  close(): Promise<void>;
}

const settings = exchangeSettings({
  users: [
    user("ada", { numbers: [numbers.ada], extension: "201", tier: "family" }),
    user("ben", { numbers: [numbers.ben], extension: "202", tier: "family" }),
    user("haddad", { numbers: ["+16135550171"], extension: "203" }),
    user("riverside", {
      numbers: ["+16135550188"],
      extension: "204",
      suspended: { reason: "the number was given back" },
    }),
  ],
  tiers: [
    { id: "family", calls: "usual", channels: 10 },
    { id: "standard", calls: "members", channels: 2 },
  ],
});

/** Somebody outside has talked with Ada, nobody was in at Haddad's, and Ben talks with Ada. */
async function evening(town: Village): Promise<void> {
  const ada = await town.member("ada", "192.0.2.31", memberSettings("ada", numbers.ada, ring));
  const ben = await town.member("ben", "192.0.2.32", memberSettings("ben", numbers.ben, ring));
  const [adasDesk, bensDesk] = [await town.desk(ada, 440), await town.desk(ben, 600)];
  const carrier = await town.person("carrier", "192.0.2.10", 1000);
  const first = await carrier.calls(numbers.ada, { from: "+16135550177" });
  await town.runs(4000);
  adasDesk.talk.lifts();
  await town.runs(240_000);
  first.hangsUp();
  await town.runs(600_000);
  await carrier.calls("+16135550171", { from: "+16135550164" });
  await town.runs(900_000);
  await bensDesk.calls("201");
  await town.runs(5000);
  adasDesk.talk.lifts();
  await town.runs(20_000);
}

export async function openVillage(): Promise<OperatedVillage> {
  const town = await Village.open(settings);
  await town.host.files.write("exchange.json", utf8(JSON.stringify(settings)));
  const { exchange, wires, bound } = town.opened;
  const desk = exchangeControl({
    ...{ world: town.host, exchange, wires, bound, version: "0.1.0", audit: memoryShelf() },
    kept: settingsFiles(town.host.files),
    place: () => ({ server: serverHost }),
  });
  await evening(town);
  const vault = memoryVault();
  const passwordHash = await hashPassword(password);
  await vault.saveOwner({ name: "Olga", passwordHash, passkeys: [], recoveryHashes: [] });
  const now = town.host.clock.wallTime();
  const site = { vault, pages: built, now: Date.now, version: "0.1.0" };
  const app = await operatorApp({ ...site, control: desk.control });
  await app.listen({ host: "127.0.0.1", port: 0 });
  const { port } = app.server.address() as AddressInfo;
  const [live] = desk.control.calls.page({ state: "live" }, undefined, 1).items;
  if (!live) throw new Error("Ben does not talk with Ada");
  return { url: `http://localhost:${port}`, now, call: live.id, close: () => app.close() };
}
