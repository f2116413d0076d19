/**
 * `ringwise supervise`: runs `serve` with the same flags, and another one when it dies or hangs; calls
 * go on through it, and what comes meanwhile waits at sockets that it holds. SIGTERM and SIGINT are
 * passed on, and end both; at SIGHUP what is installed by then takes over, except in a terminal, which
 * says so that it is closed.
 */

import type { ChildProcess } from "node:child_process";
import { mkdirSync } from "node:fs";
import { type End, lifeOf } from "./childLife.ts";
import { environment } from "./environment.ts";
import { stop } from "./exit.ts";
import { again } from "./heart.ts";
import { holdPlaces } from "./held.ts";
import { keepsMedia } from "./mediaKeeper.ts";
import { Spares } from "./spares.ts";
import { starter } from "./started.ts";
import { backOff, failuresAfter } from "./supervision.ts";
import { tellSystemd } from "./systemd.ts";
import { answersUpgrades, Upgrade } from "./upgrades.ts";

const say = (what: string): void => console.error(`ringwise supervise: ${what}`);

export async function supervise(args: readonly string[]): Promise<void> {
  const env = environment(args);
  mkdirSync(env.data, { recursive: true, mode: 0o700 });
  const held = holdPlaces(env, say);
  if (!held.ok) return stop(1, `ringwise: ${held.problem.detail}`);
  const isSpared = process.env["RINGWISE_SPARE"] !== "0";
  const media = await keepsMedia(args, { data: env.data, isSpared, say });
  const servers = starter({ command: "serve", args, held: held.value, told: media.told }, say);
  const spares = new Spares(servers, isSpared);
  const upgrade = new Upgrade(spares, say);
  let child: ChildProcess | undefined;
  const ending = Promise.withResolvers<undefined>();
  let isEnding = false;
  const ends = (name: Ending): void => {
    isEnding = true;
    ending.resolve(undefined);
    child?.kill(name);
  };
  onSignals({ ends, upgrades: () => void upgrade.begin(child) });
  answersUpgrades(env.data, () => upgrade.begin(child), say);
  let failures = 0;
  for (let isFirst = true; !isEnding; isFirst = false) {
    child = spares.take();
    say(`process ${child.pid} serves`);
    const isThere = (): void => {
      tellSystemd("READY=1");
      spares.renew();
      if (upgrade.isThere(child)) media.renew();
    };
    const isAlive = (): void => tellSystemd("WATCHDOG=1");
    const { end, spoke, served } = await lifeOf(child, { say, isThere, isAlive });
    if (upgrade.hasEnded(child) && !isEnding) continue;
    const neverWas = isFirst && !spoke && !end.signal;
    if (isEnding || end.code === 0 || neverWas) return process.exit(codeOf(end));
    say(`it has ended (${end.signal ?? end.code})`);
    if (end.code === again) continue;
    await Promise.race([pause(backOff(failures)), ending.promise]);
    failures = failuresAfter(failures, served);
  }
  process.exit(0);
}

type Ending = "SIGTERM" | "SIGINT";

function onSignals(of: { ends: (name: Ending) => void; upgrades: () => void }): void {
  for (const name of ["SIGTERM", "SIGINT"] as const) process.on(name, () => of.ends(name));
  // a terminal that is closed ends what was begun in it
  process.on("SIGHUP", process.stdin.isTTY ? () => of.ends("SIGTERM") : of.upgrades);
}

const codeOf = ({ code }: End): number => code ?? 1;

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
