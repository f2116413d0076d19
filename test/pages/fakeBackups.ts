import { fail, ok } from "#kit/result.ts";
import type { BackupControl } from "#server/control.ts";

/** Two that are kept: one of the night, sealed; one that was brought and is not. */
export function fakeBackups(now: number): BackupControl {
  let kept = [
    {
      name: "nightly-20261124T080000.backup",
      made: now - 11 * 3600_000,
      size: 48.2e6,
      sealed: true,
    },
    { name: "old-house.backup", made: now - 40 * 86_400_000, size: 840_000, sealed: false },
  ];
  const contents = {
    made: now - 11 * 3600_000,
    product: "Ringwise/0.1.0",
    owner: "Ada",
    messages: 3,
    calls: 214,
    recordings: 0,
    greetings: 1,
    people: 12,
    devices: 3,
    accounts: 1,
  };
  const opened = (name: string, passphrase: string | undefined) =>
    name.startsWith("nightly") && passphrase !== "four words"
      ? fail("store.wrongPassphrase", "that passphrase does not open it")
      : ok(contents);
  return {
    list: () => kept,
    make(passphrase) {
      const sealed = passphrase !== undefined;
      const made = { name: "ringwise-20261124T190000.backup", made: now, size: 49e6, sealed };
      kept = [made, ...kept];
      return Promise.resolve(ok(made));
    },
    put: (name) => Promise.resolve(ok({ name, made: now, size: 4, sealed: false })),
    read: () => fail("store.noSuchBackup", "there is no backup of that name"),
    remove(name) {
      kept = kept.filter((one) => one.name !== name);
      return ok(undefined);
    },
    inspect: (name, passphrase) => Promise.resolve(opened(name, passphrase)),
    restore: (name, passphrase) => Promise.resolve(opened(name, passphrase)),
  };
}
