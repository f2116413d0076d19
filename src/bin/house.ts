/** Everything of one feature server, opened in order and closed in the other. */
import type { Problem } from "#kit/problem.ts";
import { ok, type Result } from "#kit/result.ts";
import { closeWebRtc } from "#media/webrtc/library.ts";
import { serverControl } from "#server/control/serverControl.ts";
import type { Control } from "#server/control.ts";
import { FeatureServer } from "#server/featureServer.ts";
import { CallAgent } from "#server/mgcp/callAgent.ts";
import { soundFiles } from "#server/soundFiles.ts";
import type { LiveRows } from "#server/store/liveRows.ts";
import type { SettingsStore } from "#server/store/settingsStore.ts";
import type { Store } from "#server/store/store.ts";
import type { Reader } from "#server/subscriptions/readings.ts";
import { behindJournal } from "#server/survival/behindJournal.ts";
import { Journal } from "#server/survival/journal.ts";
import type { OpenTransports } from "#sip/transport/openTransports.ts";
import { noCommands } from "#world/commands.ts";
import { nodeCommands } from "#world/node/nodeCommands.ts";
import { nodeFiles } from "#world/node/nodeFiles.ts";
import { nodeMail } from "#world/node/nodeMail.ts";
import { outwardMail } from "#world/outward.ts";
import { serverKey } from "#world/serverKey.ts";
import type { World } from "#world/world.ts";
import type { Certificates } from "./certificates.ts";
import type { Environment } from "./environment.ts";
import { houseBackups } from "./houseBackups.ts";
import { houseMedia } from "./houseMedia.ts";
import { houseNetwork } from "./houseNetwork.ts";
import { peerPlaceOf, sipTransports, userAgentOn } from "./houseSip.ts";
import { ownAddressOf } from "./ownAddress.ts";
import { packageFolder, version } from "./package.ts";
import { threadReader } from "./reader.ts";

export interface House {
  readonly control: Control;
  /** No new calls from outside; resolves when the last one ended, or when told to hurry. */
  drain(hurry: Promise<unknown>): Promise<void>;
  /** Resolves when the next process would know of every call what its parties do. */
  written(): Promise<void>;
  close(): Promise<void>;
}

export interface HouseParts {
  readonly world: World;
  readonly env: Environment;
  readonly store: Store;
  readonly settings: SettingsStore;
  readonly tls?: Certificates | undefined;
  /** What was wrong with the folder at the start. */
  readonly trouble?: Problem | undefined;
  /** All of it is closed, and opened anew. */
  readonly restart: () => void;
  /** Where live calls are written down; without it they end with the process. */
  readonly rows?: LiveRows | undefined;
  /** It is one of many in an exchange's process, on a machine that is not its owner's. */
  readonly hosted?: Hosted | undefined;
}

/** What the houses of one process share. */
export interface Hosted {
  readonly reader: Reader;
}

export async function openHouse({
  world,
  env,
  store,
  settings,
  tls,
  restart,
  rows,
  hosted,
  ...found
}: HouseParts): Promise<Result<House>> {
  const [key, trouble] = await serverKey(world);
  const { advertise } = env;
  const ownAddress = ownAddressOf(env, world);
  const engine = await houseMedia(world, env, { ownAddress, isHosted: hosted !== undefined });
  const opened = await sipTransports({ world, env, settings, tls });
  if (!opened.ok) {
    await engine.close();
    return opened;
  }
  const transports = opened.value; // from here on nothing is awaited: what comes must be heard
  const journal = rows && new Journal(rows, world);
  const sent = journal ? behindJournal(transports, journal) : transports;
  const agent = userAgentOn(sent, { world, env, settings: () => settings.current() });
  const server = new FeatureServer({
    world,
    agent,
    engine,
    callAgent: new CallAgent({
      world,
      local: env.mgcp,
      ...(advertise !== undefined && { advertise }),
    }),
    codecs: ["PCMU", "PCMA", "G722", "opus"],
    ...{ store, settings, key },
    ...(journal && { journal }),
    mail: hosted ? outwardMail(nodeMail, world.network) : nodeMail,
    commands: hosted ? noCommands : nodeCommands, // programs of this machine are its owner's
    sounds: soundFiles(() => undefined, nodeFiles(packageFolder)),
    reader: hosted?.reader ?? threadReader(),
    ownAddress,
    peerPlace: () => peerPlaceOf(transports, { env, world, tls }),
    joinGroup: (group) => transports.join(group),
    product: `Ringwise/${version}`,
  });
  const network = hosted
    ? undefined // so is its router
    : houseNetwork({ world, env, settings, agent, transports, server });
  const backups = houseBackups({ world, env, store, settings, restart });
  const control = serverControl(server, transports, {
    ...(network && { network }),
    ...{ version, backups: backups.desk },
    lockedBy: env.lock ? env.settings : undefined,
    troubles: () => [found.trouble ?? [], trouble ?? [], backups.nightly.trouble() ?? []].flat(),
    web: env.web,
  });
  return ok({
    control,
    drain: (hurry) => drained(server, hurry),
    written: async () => journal?.written(),
    async close() {
      backups.nightly.close();
      await network?.close();
      await closed(server, transports);
      if (!hosted) closeWebRtc(); // of the whole process
    },
  });
}

/** Whatever fails on the way: the sockets are let go of. */
async function closed(server: FeatureServer, transports: OpenTransports): Promise<void> {
  const { callAgent, engine, agent } = server.parts;
  try {
    await server.close();
  } finally {
    callAgent?.close();
    await engine.close().finally(() => {
      agent.close();
      transports.close();
    });
  }
}

/** Calls may end by themselves. */
async function drained(server: FeatureServer, hurry: Promise<unknown>): Promise<void> {
  server.closeDoor();
  const quiet = new Promise<void>((resolve) => {
    const look = (): void => {
      if (server.calls.live().length === 0) resolve();
    };
    server.calls.closed(look);
    look();
  });
  await Promise.race([quiet, hurry]);
}
