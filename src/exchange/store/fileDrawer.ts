import type { Drawer } from "#exchange/store/drawer.ts";
import { fromUtf8, utf8 } from "#kit/bytes.ts";
import { listeners } from "#kit/listeners.ts";
import { fail, ok, type Result } from "#kit/result.ts";
import type { Files } from "#world/files.ts";
import { turns } from "#world/turns.ts";

/** A file each: beneath a folder, by key. */
export interface FileNames {
  readonly folder: string;
  readonly ending: string;
}

/** The drawer of an exchange that is alone: nobody else writes there but a person, of whom nothing is told. */
export function fileDrawer(files: Files, { folder, ending }: FileNames): Drawer {
  const beneath = folder === "" ? "" : `${folder}/`;
  const nameOf = (key: string): string => `${beneath}${key}${ending}`;
  const inTurn = turns();
  const changes = listeners<string | undefined>();

  async function get(key: string): Promise<Result<string | undefined>> {
    const read = await files.read(nameOf(key));
    if (read.ok) return ok(fromUtf8(read.value));
    return read.problem.code === "files.missing" ? ok(undefined) : read;
  }

  async function put(key: string, text: string): Promise<Result<void>> {
    const written = await files.write(nameOf(key), utf8(text));
    if (written.ok) changes.tell(key);
    return written;
  }

  return {
    get,
    changes: changes.listen,
    async all() {
      const found = new Map<string, Result<string>>();
      for (const name of await files.list(folder)) {
        if (!name.endsWith(ending)) continue;
        const read = await files.read(name);
        const key = name.slice(beneath.length, name.length - ending.length);
        found.set(key, read.ok ? ok(fromUtf8(read.value)) : read);
      }
      return ok(found);
    },
    put: (key, text) => inTurn(() => put(key, text)),
    swap: (key, text, was) =>
      inTurn(async () => {
        const now = await get(key);
        if (!now.ok) return now;
        return now.value === was ? put(key, text) : fail("store.conflict", key);
      }),
    remove: (key) =>
      inTurn(async () => {
        const gone = await files.remove(nameOf(key));
        if (gone.ok) changes.tell(key);
        return gone.ok || gone.problem.code !== "files.missing" ? gone : ok(undefined);
      }),
  };
}

/** Where an exchange that is alone keeps its users' policies, one file each. */
export const policyFiles = (files: Files): Drawer =>
  fileDrawer(files, { folder: "policies", ending: ".json" });

/** Where it keeps its settings: `exchange.json`. */
export const settingsFiles = (files: Files): Drawer =>
  fileDrawer(files, { folder: "", ending: ".json" });
