import type { Log } from "#world/log.ts";

export interface LogLine {
  readonly level: "debug" | "info" | "warn";
  readonly what: string;
  readonly about: object;
}

/** Lines that a test can search. */
export interface MemoryLog extends Log {
  readonly lines: readonly LogLine[];
  /** Those whose text or ids match. */
  find(pattern: RegExp): readonly LogLine[];
}

const mostLines = 100_000;

export function memoryLog(): MemoryLog {
  const lines: LogLine[] = [];
  const log =
    (level: LogLine["level"]) =>
    (what: string, about: object = {}): void => {
      if (lines.length < mostLines) lines.push({ level, what, about });
    };
  return {
    debug: log("debug"),
    info: log("info"),
    warn: log("warn"),
    lines,
    find: (pattern) =>
      lines.filter(({ what, about }) => pattern.test(`${what} ${JSON.stringify(about)}`)),
  };
}
