import { fromUtf8, utf8 } from "#kit/bytes.ts";
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

/** Opens it, and writes what still counts anew, so that it does not grow from start to start. */
export async function openJournal<T>(files: Files, name: string): Promise<Journal<T>> {
  const read = await files.read(name);
  const kept = new Map(read.ok ? linesOf<T>(fromUtf8(read.value)) : []);
  const compact = utf8([...kept].map(([key, value]) => lineOf(key, value)).join(""));
  const written = await files.write(name, compact);
  const opened = written.ok ? await files.open(name) : written;
  const file: OpenFile | undefined = opened.ok ? opened.value : undefined;
  let end = compact.length;
  return {
    kept,
    trouble: opened.ok ? undefined : opened.problem,
    note(key, value) {
      const bytes = utf8(lineOf(key, value));
      file?.writeAt(end, bytes);
      end += bytes.length;
    },
    close: async () => (await file?.close()) ?? { ok: true, value: undefined },
  };
}

const lineOf = (key: string, value: unknown): string => `${JSON.stringify([key, value])}\n`;

/** A line that a power cut has torn is left out. */
function linesOf<T>(text: string): readonly (readonly [string, T])[] {
  return text.split("\n").flatMap((line) => {
    try {
      return line === "" ? [] : [JSON.parse(line) as [string, T]];
    } catch {
      return [];
    }
  });
}
