import type { Log } from "#world/log.ts";

export type LogLevel = "debug" | "info" | "warn" | "silent";

/** One JSON object a line; `write` gets it with its line end. What is below `level` costs nothing. */
export function jsonLog(
  level: LogLevel,
  write: (line: string) => void = (line) => void process.stderr.write(line),
): Log {
  const log =
    (own: LogLevel) =>
    (what: string, about?: object): void =>
      write(`${lineOf({ at: new Date().toISOString(), level: own, what }, about)}\n`);
  const levels: readonly LogLevel[] = ["debug", "info", "warn", "silent"];
  const isHeard = (own: LogLevel): boolean => levels.indexOf(own) >= levels.indexOf(level);
  const unheard = (): void => undefined;
  return {
    ...(isHeard("debug") && { debug: log("debug") }),
    info: isHeard("info") ? log("info") : unheard,
    warn: isHeard("warn") ? log("warn") : unheard,
  };
}

/** A log line must never be what breaks a call: what JSON cannot say is left out. */
function lineOf(head: object, about: object | undefined): string {
  try {
    return JSON.stringify({ ...about, ...head });
  } catch {
    return JSON.stringify(head);
  }
}

/** Each line says who wrote it. */
export function namedLog(log: Log, by: string): Log {
  const { debug } = log;
  return {
    ...(debug && { debug: (what, about) => debug(what, { ...about, by }) }),
    info: (what, about) => log.info(what, { ...about, by }),
    warn: (what, about) => log.warn(what, { ...about, by }),
  };
}
