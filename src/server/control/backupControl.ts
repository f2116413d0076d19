import type { Result } from "#kit/result.ts";

/** A backup that is kept in the data folder. */
export interface BackupView {
  readonly name: string;
  /** Ms since 1970. */
  readonly made: number;
  /** Bytes. */
  readonly size: number;
  readonly sealed: boolean;
}

/** What would come back. */
export interface BackupContents {
  readonly made: number;
  readonly product: string;
  readonly owner: string;
  readonly messages: number;
  readonly calls: number;
  readonly recordings: number;
  readonly greetings: number;
  readonly people: number;
  readonly devices: number;
  readonly accounts: number;
}

/** Problems: `store.noBackup`, `store.sealed`, `store.wrongPassphrase`, `store.backupBroken`, `store.backupTooLarge`, `store.newer`, `store.busy`, `store.badName`. */
export interface BackupControl {
  /** Newest first. */
  list(): readonly BackupView[];
  make(passphrase?: string): Promise<Result<BackupView>>;
  /** One from elsewhere; it is kept as it comes. */
  put(name: string, bytes: AsyncIterable<Uint8Array>): Promise<Result<BackupView>>;
  read(name: string): Result<{ readonly size: number; readonly bytes: AsyncIterable<Uint8Array> }>;
  remove(name: string): Result<void>;
  /** Unpacked aside and looked at; nothing changes. */
  inspect(name: string, passphrase?: string): Promise<Result<BackupContents>>;
  /**
   * The same, and then the server begins anew with it; what was there is kept aside. Calls that live end.
   * `answered`: whoever asked for it has the answer; before that nothing ends.
   */
  restore(
    name: string,
    passphrase: string | undefined,
    answered: Promise<unknown>,
  ): Promise<Result<BackupContents>>;
}
