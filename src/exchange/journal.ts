import { concat, fromUtf8, utf8 } from "#kit/bytes.ts";
import type { Listen } from "#kit/listeners.ts";
import type { Result } from "#kit/result.ts";
import type { OpenFile } from "#world/files.ts";
import type { World } from "#world/world.ts";

/** What has changed, line by line, by key: read back at the next start, the last line of a key counts. */
export interface Journal<T> {
  /** As it was kept when this program started. */
  readonly kept: ReadonlyMap<string, T>;
  /** Written soon and in order; nobody waits for it. */
  note(key: string, value: T): void;
  /** Of several who write it: what others have noted. */
  readonly heard?: Listen<readonly [string, T]>;
  close(): Promise<void>;
}

/** Somebody else writes down what changes. */
export const noJournal = <T>(): Journal<T> => ({
  kept: new Map(),
  note: () => undefined,
  close: () => Promise.resolve(),
});

/** Below so many bytes it may grow: writing it anew costs more than it saves. */
const worthCompacting = 4 << 20;

/**
 * It is written anew, with the last line of each key alone, at the start and when it has grown to
 * four times of that. Where that fails it goes on behind what stands there, and tries again later;
 * what cannot be read is left alone. All trouble is told in the log.
 */
export async function openJournal<T>(
  { files, log }: Pick<World, "files" | "log">,
  name: string,
  least = worthCompacting,
): Promise<Journal<T>> {
  const told = (done: Result<unknown>): void => {
    if (!done.ok) log.warn(`what changes is not kept in ${name}`, { ...done.problem });
  };

  async function writtenAnew(): Promise<Standing> {
    const read = await files.read(name);
    if (!read.ok && read.problem.code !== "files.missing") {
      told(read);
      return { lines: nothing, end: 0, file: read, rewriteAt: least };
    }
    const bytes = read.ok ? read.value : nothing;
    const lines = compacted(bytes);
    const written = await files.write(name, lines);
    const file = await files.open(name);
    told(written.ok ? file : written);
    if (written.ok)
      return { lines, file, end: lines.length, rewriteAt: Math.max(least, 4 * lines.length) };
    const end = bytes.lastIndexOf(LF) + 1;
    return { lines, file, end, rewriteAt: end + least };
  }

  const begun = await writtenAnew();
  let { file, end, rewriteAt } = begun;
  /** What is noted while it is written anew. */
  let meanwhile: Uint8Array[] | undefined;
  let compacting: Promise<void> | undefined;

  const write = (bytes: Uint8Array): void => {
    if (file.ok) file.value.writeAt(end, bytes);
    end += bytes.length;
  };

  async function compacts(): Promise<void> {
    meanwhile = [];
    if (file.ok) told(await file.value.close());
    ({ file, end, rewriteAt } = await writtenAnew());
    write(concat(meanwhile));
    meanwhile = undefined;
  }

  return {
    kept: new Map(linesOf<T>(fromUtf8(begun.lines))),
    note(key, value) {
      const bytes = utf8(lineOf(key, value));
      if (meanwhile !== undefined) meanwhile.push(bytes);
      else write(bytes);
      if (meanwhile === undefined && end > rewriteAt) compacting = compacts();
    },
    async close() {
      await compacting;
      if (file.ok) told(await file.value.close());
    },
  };
}

interface Standing {
  /** The last line of each key, as it stands there. */
  readonly lines: Uint8Array;
  readonly file: Result<OpenFile>;
  /** Where the next line is written. */
  readonly end: number;
  /** Beyond so many bytes it is written anew. */
  readonly rewriteAt: number;
}

const nothing = new Uint8Array();

const lineOf = (key: string, value: unknown): string => `${JSON.stringify([key, value])}\n`;

const LF = 10;

/** The last line of each key as it stands there; one that a power cut has torn is left out. */
function compacted(bytes: Uint8Array): Uint8Array {
  const last = new Map<string, Uint8Array>();
  for (let at = 0, end = bytes.indexOf(LF); end >= 0; end = bytes.indexOf(LF, at)) {
    const line = bytes.subarray(at, end + 1);
    const key = keyOf(line);
    if (key !== undefined) last.set(key, line);
    at = end + 1;
  }
  return concat([...last.values()]);
}

/** `["key",…]`: up to the first quotation mark that nothing escapes. */
function keyOf(line: Uint8Array): string | undefined {
  const [, key] = /^\[("(?:[^"\\]|\\.)*"),.*\]$/s.exec(fromUtf8(line).trimEnd()) ?? [];
  return key;
}

function linesOf<T>(text: string): readonly (readonly [string, T])[] {
  return text.split("\n").flatMap((line) => {
    try {
      return line === "" ? [] : [JSON.parse(line) as [string, T]];
    } catch {
      return [];
    }
  });
}
