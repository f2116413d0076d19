import type { FileHandle } from "node:fs/promises";
import { concat } from "#kit/bytes.ts";
import { fail, ok, type Result } from "#kit/result.ts";
import type { OpenFile } from "#world/files.ts";
import { fileTrouble } from "#world/node/fileTrouble.ts";

/** A disk that is slower than a call for this many bytes is a disk that fails. */
const mostWaiting = 8 * 1024 * 1024;

/** What waits to be written, in order; what follows on the last joins it. */
interface Waiting {
  readonly offset: number;
  readonly parts: Uint8Array[];
  end: number;
}

/**
 * Writes one after the other, so that a slow disk never holds up who writes; what came meanwhile and
 * hangs together goes in one write, for each costs a turn of a thread. Writes do not wait for a sync:
 * what was written outlives the end of this process, however long the disk takes for it. One sync at a
 * time, for each holds a thread; who asks for one meanwhile shares the next.
 */
export function openFile(file: FileHandle, name: string): OpenFile {
  let trouble: Result<void> = ok(undefined);
  let waiting = 0;
  let last: Promise<void> = Promise.resolve();
  let open: Waiting | undefined;

  let syncing: Promise<void> = Promise.resolve();
  let sync: Promise<void> | undefined;

  const behind = (before: Promise<void>, work: () => Promise<unknown>): Promise<void> =>
    before
      .then(async () => {
        if (trouble.ok) await work();
      })
      .catch((error: unknown) => {
        trouble = fileTrouble(error, name);
      });
  const next = (work: () => Promise<unknown>): void => {
    last = behind(last, work);
  };
  /** Of all that is to be written by now. */
  const synced = (): Promise<void> => {
    open = undefined; // what comes behind is another write
    if (sync !== undefined) return sync; // it has not begun
    const begins = syncing.then(() => {
      sync = undefined;
      return last;
    });
    sync = behind(begins, () => file.datasync());
    syncing = sync;
    return sync;
  };
  return {
    writeAt(offset, data) {
      if (waiting + data.length > mostWaiting) trouble = fail("files.slow", name);
      if (!trouble.ok) return;
      waiting += data.length;
      if (open?.end === offset) {
        open.parts.push(data.slice());
        open.end += data.length;
        return;
      }
      const one: Waiting = { offset, parts: [data.slice()], end: offset + data.length };
      open = one;
      next(() => {
        if (open === one) open = undefined;
        return writeAll(file, offset, concat(one.parts)).finally(() => {
          waiting -= one.end - offset;
        });
      });
    },
    async sync() {
      await synced();
      return trouble;
    },
    async close() {
      await synced();
      await file.close().catch(() => undefined);
      return trouble;
    },
  };
}

/** A write may take less than it was given. */
async function writeAll(file: FileHandle, offset: number, data: Uint8Array): Promise<void> {
  for (let done = 0; done < data.length; ) {
    const { bytesWritten } = await file.write(data, done, data.length - done, offset + done);
    done += bytesWritten;
  }
}
