import { test } from "node:test";
import { digestSecrets } from "#sip/auth/digest.ts";
import { nodeCrypto } from "#world/node/nodeCrypto.ts";
import { noNamespaces, publicHost, TwoNats } from "../network/netns.ts";
import { NetPhone } from "../network/netPhone.ts";
import { NetProgram } from "../network/netProgram.ts";

/*
 * A-34 over the kernel's own routers: Ada's feature server and Ben's telephone, each behind a
 * symmetric NAT, and an exchange that alone can be reached.
 */

const skip = noNamespaces() ?? false;
const realm = "maple.example";
const secrets = { ada: "a-password-of-ada", ben: "a-password-of-ben", desk: "a-long-secret" };

const user = (name: "ada" | "ben", extension: string) => ({
  name,
  extension,
  login: digestSecrets(nodeCrypto, realm, { user: name, password: secrets[name] }),
});

const exchangeSettings = {
  domains: [publicHost],
  realm,
  country: "CA",
  users: [user("ada", "201"), user("ben", "202")],
};

const houseSettings = {
  version: 1,
  owner: { name: "Ada", timeZone: "America/Toronto", country: "CA" },
  devices: [{ id: "desk", kind: "sip", secret: secrets.desk }],
  accounts: [
    {
      id: "maple",
      kind: "exchange",
      server: publicHost,
      transport: "udp",
      username: "ada",
      secret: secrets.ada,
    },
  ],
  rules: [
    {
      id: "all",
      when: { is: "always" },
      then: [{ do: "ring", targets: [{ device: "desk" }], for: 60 }],
    },
  ],
};

interface Street {
  readonly nets: TwoNats;
  readonly exchange: NetProgram;
  readonly desk: NetPhone;
  readonly ben: NetPhone;
}

async function street(story: (street: Street) => Promise<void>): Promise<void> {
  const nets = TwoNats.open();
  const open: { close(): Promise<void> }[] = [];
  const opened = <T extends { close(): Promise<void> }>(one: T): T => {
    open.unshift(one);
    return one;
  };
  try {
    const at = `${publicHost}:5060`;
    const sips = ["--sips", `${publicHost}:5061`];
    const rtp = ["--rtp", "30000-30099"];
    const exchange = opened(
      NetProgram.start(nets.in("x"), ["exchange.json", exchangeSettings], (folder) => [
        ...["exchange", "--data", folder, "--sip", at],
        ...sips,
        ...rtp,
      ]),
    );
    await exchange.says("The exchange of");
    const host = nets.host("a");
    const house = opened(
      NetProgram.start(nets.in("a"), ["settings.json", houseSettings], (folder) => [
        ...["serve", "--data", `${folder}/data`, "--settings", `${folder}/settings.json`],
        ...["--sip", `${host}:5060`, "--sips", `${host}:5061`, "--mgcp", `${host}:2727`],
        ...["--web", "127.0.0.1:8080", "--webs", "127.0.0.1:8443"],
      ]),
    );
    await house.says("account/maple registered");
    const phone = async (place: "a" | "b", name: "desk" | "ben", server: string, ownHost: string) =>
      opened(
        await NetPhone.start({
          in: nets.in(place),
          name,
          host: ownHost,
          tone: name === "desk" ? 440 : 600,
          server,
          secret: secrets[name],
        }),
      );
    const ben = await phone("b", "ben", publicHost, nets.host("b"));
    const desk = await phone("a", "desk", host, nets.deskHost);
    for (const one of [ben, desk]) await one.until("registration", (now) => now.isRegistered);
    await story({ nets, exchange, desk, ben });
  } finally {
    for (const one of open) await one.close();
    nets.close();
  }
}

test(
  "a feature server and a telephone behind symmetric NATs: rung, heard both ways, also when the routers forget",
  { skip },
  () =>
    street(async ({ nets, exchange, desk, ben }) => {
      await ben.call("ada");
      await desk.until("a call", ({ calls }) => calls === 1);
      await desk.lift();
      await Promise.all([ben.hears(440), desk.hears(600)]);
      nets.rebinds("a");
      await Promise.all([ben.hears(440), desk.hears(600)]);
      await desk.hangUp();
      await ben.until("the end", ({ told }) => told.at(-1) === "over bye");
      await exchange.says("relay ended");

      await desk.call("202");
      await ben.until("a call", ({ calls }) => calls === 2);
      await ben.lift();
      await Promise.all([ben.hears(440), desk.hears(600)]);
      nets.rebinds("b");
      await Promise.all([ben.hears(440), desk.hears(600)]);
      await ben.hangUp();
      await desk.until("the end", ({ told }) => told.at(-1) === "over bye");
      await exchange.says("relay ended", 2);
    }),
);
