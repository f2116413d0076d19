/**
 * `ringwise supervise`: runs `serve` with the same flags, and another one when it dies or hangs; calls
 * go on through it, and what comes meanwhile waits at sockets that it holds. SIGTERM and SIGINT are
 * passed on, and end both; SIGHUP puts another one in its place, of whatever version is installed by then.
 */
import type { ChildProcess } from "node:child_process";
import { type End, lifeOf } from "./childLife.ts";
import { environment } from "./environment.ts";
import { stop } from "./exit.ts";
import { again } from "./heart.ts";
import { holdPlaces } from "./held.ts";
import { starter } from "./started.ts";
import { backOff, failuresAfter } from "./supervision.ts";

const say = (what: string): void => console.error(`ringwise supervise: ${what}`);

export async function supervise(args: readonly string[]): Promise<void> {
  const held = holdPlaces(environment(args), say);
  if (!held.ok) return stop(1, `ringwise: ${held.problem.detail}`);
  const begun = starter(args, held.value);
  let child: ChildProcess | undefined;
  const ending = Promise.withResolvers<undefined>();
  let isEnding = false;
  for (const name of ["SIGTERM", "SIGINT"] as const)
    process.on(name, () => {
      isEnding = true;
      ending.resolve(undefined);
      child?.kill(name);
    });
  process.on("SIGHUP", () => {
    say("another one takes over");
    child?.kill("SIGKILL"); // an orderly end would end the calls, too
  });
  let failures = 0;
  for (let isFirst = true; !isEnding; isFirst = false) {
    child = begun();
    say(`process ${child.pid} serves`);
    const { end, spoke, lived } = await lifeOf(child, say);
    if (isEnding || end.code === 0 || (isFirst && !spoke && !end.signal))
      return process.exit(codeOf(end));
    say(`it has ended (${end.signal ?? end.code})`);
    if (end.code === again) continue;
    await Promise.race([pause(backOff(failures)), ending.promise]);
    failures = failuresAfter(failures, lived);
  }
  process.exit(0);
}

const codeOf = ({ code }: End): number => code ?? 1;

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
