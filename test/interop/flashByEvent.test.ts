/** A flash as an RTP event (RFC 4733, 16) over real sockets: the telephone and whom it calls really speak and listen. */
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { after, millis } from "#kit/time.ts";
import { accountHost } from "#server/accounts/accountHost.ts";
import type { UserAgent } from "#sip/agent/userAgent.ts";
import { sdpBody } from "#sip/session/session.ts";
import { account } from "#telephony/settings/telephones.ts";
import { nodeWorld } from "#world/node/nodeWorld.ts";
import { serverKey } from "#world/serverKey.ts";
import { memoryLog } from "#world/sim/memoryLog.ts";
import { House } from "../phones/house.ts";
import { untilThere } from "../phones/patience.ts";
import { readSdp, writeSdp } from "../phones/spokenSdp.ts";
import { Voice } from "../phones/voice.ts";
import { freePort } from "./freePort.ts";
import { realAgent } from "./realAgent.ts";

const folder = mkdtempSync(join(tmpdir(), "flash-"));
const world = nodeWorld(folder, memoryLog());
const host = "127.0.0.1";
const outside = "+16135550177";
const voiceOf = async (hertz: number): Promise<Voice> =>
  Voice.open(world, { host, port: await freePort() }, hertz);

const login = { user: "kitchen", password: "a-long-secret" };

/** The house knows from now on where its kitchen is. */
async function registers(agent: UserAgent, port: number): Promise<{ close(): Promise<void> }> {
  const [key] = await serverKey(world);
  const accounts = accountHost({ world, agent, key, product: "kitchen" });
  const registered = new Promise<void>((then) =>
    accounts.changes(() => void (accounts.status()[0]?.state === "registered" && then())),
  );
  const words = { id: "me", kind: "carrier", server: `${host}:${port}`, transport: "udp" };
  accounts.use([account.parse({ ...words, username: login.user, secret: login.password })]);
  await registered;
  return accounts;
}

const saying = (voice: Voice) => sdpBody(writeSdp(voice.local, "sendrecv"));

/** Speaks to whoever described itself so. */
function speaks(voice: Voice, content: Uint8Array | undefined): void {
  const theirs = content && readSdp(content);
  assert.ok(theirs);
  voice.to = theirs.at;
}

/** As soon as these tones fill a tenth of a second, and none of the others is in it. */
const hears = (voice: Voice, tones: readonly number[], not: readonly number[]) =>
  untilThere(`${tones} Hz, and not ${not}`, async () => {
    voice.forget();
    await new Promise<void>((then) => world.clock.at(after(world.clock.now(), millis(200)), then));
    const are =
      tones.every((hertz) => voice.share(hertz) > 0.3) &&
      not.every((hertz) => voice.share(hertz) < 0.1);
    return are ? true : undefined;
  });

test("the telephone flashes by event 16: dial tone for it, music for the other, and both are back by the next", async () => {
  const [phone, other] = [await realAgent(), await realAgent()];
  const [mine, theirs] = [await voiceOf(440), await voiceOf(1000)];
  const house = await House.open({
    version: 1,
    owner: { name: "Ada", timeZone: "America/Toronto", country: "CA" },
    numbers: [{ id: "home", number: "+16135550142" }],
    devices: [{ id: "kitchen", kind: "sip", secret: login.password }],
    accounts: [
      {
        id: "carrier",
        kind: "carrier",
        server: `${host}:${other.port}`,
        transport: "udp",
        register: false,
      },
    ],
  });
  const accounts = await registers(phone.agent, house.sipPort);
  try {
    const coming = other.isCalled();
    const call = phone.calls(house.sipPort, {
      uri: `sip:${outside}@${host}:${house.sipPort}`,
      from: `<sip:kitchen@${host}>`,
      to: `<sip:${outside}@${host}>`,
      login,
      body: saying(mine),
    });
    const { incoming, session } = await coming;
    speaks(theirs, incoming.request.body);
    session.perform({ do: "accept", body: saying(theirs) });
    speaks(mine, (await call.until("accepted")).body?.content);
    await Promise.all([hears(mine, [1000], []), hears(theirs, [440], [])]);
    mine.press(16);
    await Promise.all([hears(mine, [350, 440], [1000]), hears(theirs, [], [440])]);
    assert.ok(theirs.level() > 0.003, "music");
    mine.press(16);
    await Promise.all([hears(mine, [1000], [350]), hears(theirs, [440], [])]);
    call.session.perform({ do: "end" });
  } finally {
    mine.close();
    theirs.close();
    await accounts.close();
    await house.close();
    phone.close();
    other.close();
    rmSync(folder, { recursive: true });
  }
});
