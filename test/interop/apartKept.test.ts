import assert from "node:assert/strict";
import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { setTimeout } from "node:timers/promises";
import { parseWav } from "#media/audio/wav.ts";
import { Baresip, noBaresip } from "../phones/baresip.ts";
import { untilThere } from "../phones/patience.ts";
import { heardIn } from "../phones/tone.ts";
import { isKilled, type Kill } from "../survive/round.ts";
import { Supervised } from "../survive/supervised.ts";
import { RealTelephone } from "../survive/telephone.ts";
import { lately, settingsOf } from "./household.ts";

/* What is said by SRTP, recorded, and left as a message, while the media process is killed, alone and with the server. */

const host = "127.0.0.1";

type What = "messages" | "recordings";
interface Kept {
  readonly id: string;
  readonly lengthMs: number;
}

/** All files of that kind, by their names, and how many seconds of 8000 samples they have. */
function onDisk({ data }: Supervised, what: What): ReadonlyMap<string, number> {
  const folder = join(data, what);
  const names = existsSync(folder) ? readdirSync(folder) : [];
  const files = names.filter((name) => name.endsWith(".wav"));
  return new Map(files.map((name) => [name, (statSync(join(folder, name)).size - 44) / 16_000]));
}

/** The one that was not there before, when it has so much, in seconds. */
const grown = (house: Supervised, what: What, before: ReadonlyMap<string, number>, least: number) =>
  untilThere(`${least} s more in ${what}`, async () => {
    await setTimeout(50); // the house needs the processor too
    const all = [...onDisk(house, what)].filter(([name]) => !before.has(name));
    return all.find(([, seconds]) => seconds >= least)?.[1];
  });

const listOf = async (house: Supervised, what: What): Promise<readonly Kept[]> =>
  ((await house.get(`/api/v1/${what}`)) as { readonly items: readonly Kept[] }).items;

/** The newest, when there is one more; what a player finds in it, in seconds of the caller's tone. */
async function played(house: Supervised, what: What, before: number): Promise<number> {
  const newest = await untilThere(`one more of ${what}`, async () => {
    const items = await listOf(house, what);
    return items.length > before ? items[0] : undefined;
  });
  assert.equal((await listOf(house, what)).length, before + 1);
  const wav = parseWav(await house.bytes(`/api/v1/${what}/${newest.id}/audio`));
  assert.ok(wav.ok, JSON.stringify(wav));
  const { samples, rate } = wav.value;
  const heard = heardIn(
    [...samples].map((sample) => sample / 32_768),
    rate,
  );
  assert.ok(heard.lately(1000) > 0.3, `the tone is in the end of it: ${heard.lately(1000)}`);
  assert.ok(Math.abs(heard.seconds * 1000 - newest.lengthMs) < 20, `${newest.lengthMs} ms`);
  return heard.seconds;
}

for (const kill of ["media", "both"] as const satisfies readonly Kill[])
  test(`${kill === "both" ? "the server and the media process are" : "the media process is"} killed: SRTP is heard, and what was recorded or left as a message can be played`, {
    skip: noBaresip() ?? false,
  }, async (t) => {
    const carrier = await RealTelephone.open("carrier", { host, port: 0, transport: "udp" });
    const reached = { server: `${host}:${carrier.port}`, transport: "udp" };
    const house = await Supervised.open(settingsOf([{ do: "mailbox" }], reached), { host });
    const at = { host, port: house.sipPort, transport: "udp" } as const;
    carrier.server = at;
    const study = await Baresip.start({
      ...{ name: "study", aor: `sip:study@${host}`, server: house.sipPort },
      login: { user: "study", password: "another-secret" },
      ...{ tone: 440, encrypts: true },
    });
    t.after(async () => {
      await Promise.all([carrier.close(), study.stop()]);
      await house.close();
    });
    await study.until("REGISTER_OK");

    const caller = await carrier.dials("+16135550142");
    const called = carrier.isCalled();
    study.dial(`sip:6135550177@${host}:${house.sipPort}`);
    const partner = await called;
    await study.until("CALL_ESTABLISHED");
    const { live } = (await house.get("/api/v1/status")) as {
      readonly live: readonly { readonly id: string; readonly to: string }[];
    };
    const id = live.find(({ to }) => to.includes("6135550177"))?.id;
    await house.post(`/api/v1/calls/${id}/record`, { record: true });
    assert.ok((await lately(study, 1000))[0] ?? 0 > 0.8, "it is heard by SRTP");
    const none = new Map<string, number>();
    const said = await grown(house, "messages", none, 2);
    const recorded = await grown(house, "recordings", none, 2);
    const began = performance.now();

    await isKilled(house, kill);
    const before = partner.ear.packets;
    assert.ok(await partner.hears(() => partner.ear.packets >= before + 10));
    const [tone = 0] = await lately(study, 1000);
    assert.ok(tone > 0.8, `heard by SRTP afterwards: ${tone}`);
    const more = kill === "media" ? 2 : 0;
    if (more > 0) {
      await grown(house, "messages", none, said + more);
      await grown(house, "recordings", none, recorded + more);
      assert.ok(!caller.has("over"));
      caller.session.perform({ do: "end" });
    } else
      assert.ok(await caller.until(() => caller.has("over"), 30_000), "nobody takes a message now");
    study.hangUp();
    assert.ok(await partner.until(() => partner.has("over")));
    const [message, recording] = [
      await played(house, "messages", 0),
      await played(house, "recordings", 0),
    ];
    t.diagnostic(
      `${said} s of ${message}, ${recorded} s of ${recording} (${performance.now() - began} ms)`,
    );
    assert.ok(message >= said + more && recording >= recorded + more, `${message}, ${recording}`);
  });
