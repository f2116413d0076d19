import { concat, fromUtf8, utf8 } from "#kit/bytes.ts";
import type { Problem } from "#kit/problem.ts";
import type { Result } from "#kit/result.ts";
import type { Files, OpenFile } from "#world/files.ts";

/** What has changed, line by line, by key: read back at the next start, the last line of a key counts. */
export interface Journal<T> {
  /** As it was kept when this program started. */
  readonly kept: ReadonlyMap<string, T>;
  /** Why it could not be opened; then nothing is kept. */
  readonly trouble: Problem | undefined;
  /** Written soon and in order; nobody waits for it. */
  note(key: string, value: T): void;
  close(): Promise<Result<void>>;
}

/** Below so many bytes it may grow: writing it anew costs more than it saves. */
const worthCompacting = 4 << 20;

/** It is written anew, with the last line of each key alone, at the start and when it has grown to four times of that. */
export async function openJournal<T>(
  files: Files,
  name: string,
  least = worthCompacting,
): Promise<Journal<T>> {
  let compact = await compacted(files, name);
  const kept = new Map(linesOf<T>(fromUtf8(compact)));
  let file = await rewritten(files, name, compact);
  const trouble = file.ok ? undefined : file.problem;
  let end = compact.length;
  /** What is noted while it is written anew. */
  let meanwhile: Uint8Array[] | undefined;
  let compacting: Promise<void> | undefined;

  const write = (bytes: Uint8Array): void => {
    if (file.ok) file.value.writeAt(end, bytes);
    end += bytes.length;
  };

  async function compacts(): Promise<void> {
    meanwhile = [];
    if (file.ok) await file.value.close();
    compact = await compacted(files, name);
    file = await rewritten(files, name, compact);
    end = compact.length;
    write(concat(meanwhile));
    meanwhile = undefined;
  }

  return {
    kept,
    trouble,
    note(key, value) {
      const bytes = utf8(lineOf(key, value));
      if (meanwhile !== undefined) meanwhile.push(bytes);
      else write(bytes);
      if (meanwhile === undefined && end > Math.max(least, 4 * compact.length))
        compacting = compacts();
    },
    async close() {
      await compacting;
      return file.ok ? await file.value.close() : { ok: true, value: undefined };
    },
  };
}

async function rewritten(files: Files, name: string, bytes: Uint8Array): Promise<Result<OpenFile>> {
  const written = await files.write(name, bytes);
  return written.ok ? await files.open(name) : written;
}

const lineOf = (key: string, value: unknown): string => `${JSON.stringify([key, value])}\n`;

const LF = 10;

/** The last line of each key as it stands there; one that a power cut has torn is left out. */
async function compacted(files: Files, name: string): Promise<Uint8Array> {
  const read = await files.read(name);
  const bytes = read.ok ? read.value : new Uint8Array();
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
