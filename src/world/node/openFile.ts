import type { FileHandle } from "node:fs/promises";
import { fail, ok, type Result } from "#kit/result.ts";
import type { OpenFile } from "#world/files.ts";
import { fileTrouble } from "#world/node/fileTrouble.ts";

/** A disk that is slower than a call for this many bytes is a disk that fails. */
const mostWaiting = 8 * 1024 * 1024;

/** Writes one after the other, so that a slow disk never holds up who writes. */
export function openFile(file: FileHandle, name: string): OpenFile {
  let trouble: Result<void> = ok(undefined);
  let waiting = 0;
  let last: Promise<void> = Promise.resolve();

  const next = (work: () => Promise<unknown>): void => {
    last = last
      .then(async () => {
        if (trouble.ok) await work();
      })
      .catch((error: unknown) => {
        trouble = fileTrouble(error, name);
      });
  };
  return {
    writeAt(offset, data) {
      if (waiting + data.length > mostWaiting) trouble = fail("files.slow", name);
      if (!trouble.ok) return;
      const copy = data.slice();
      waiting += copy.length;
      next(() =>
        writeAll(file, offset, copy).finally(() => {
          waiting -= copy.length;
        }),
      );
    },
    async sync() {
      next(() => file.datasync());
      await last;
      return trouble;
    },
    async close() {
      next(() => file.datasync());
      await last;
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
