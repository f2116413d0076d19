/** The supervisor's watch over one child. */
import type { ChildProcess } from "node:child_process";
import { beatEvery, isHung, type Pulse } from "./supervision.ts";

export interface End {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

export interface Life {
  readonly end: End;
  /** It has been there, so that another one may be. */
  readonly spoke: boolean;
  /** ms since its first word. */
  readonly served: number;
}

const now = (): number => performance.now();

export interface Witness {
  say(what: string): void;
  /** It serves. */
  isThere(): void;
  /** Each few seconds, as long as it is not known to hang. */
  isAlive?(): void;
}

/** To its end, by itself or because it hung. */
export function lifeOf(child: ChildProcess, { say, isThere, isAlive }: Witness): Promise<Life> {
  let pulse: Pulse = { began: now(), beat: undefined, looked: now() };
  let told = now();
  let there: number | undefined;
  child.on("message", (said) => {
    if (said !== "beat") return;
    const isFirst = there === undefined;
    pulse = { ...pulse, beat: now() };
    there ??= now();
    if (isFirst) isThere();
  });
  const watch = setInterval(() => {
    const at = now();
    if (isHung(pulse, at)) {
      say("it hangs");
      child.kill("SIGKILL");
    } else if (pulse.beat !== undefined && at - told >= tellEvery) {
      isAlive?.();
      told = at;
    }
    pulse = { ...pulse, looked: at };
  }, beatEvery);
  return new Promise((resolve) => {
    const ended = (end: End): void => {
      clearInterval(watch);
      resolve({ end, spoke: there !== undefined, served: now() - (there ?? now()) });
    };
    child.once("exit", (code, signal) => ended({ code, signal }));
    child.on("error", ({ message }) => {
      say(message);
      if (child.pid === undefined) ended({ code: 1, signal: null }); // it never began
    });
  });
}

const tellEvery = 5000;
