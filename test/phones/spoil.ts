import { closeSync, fstatSync, openSync, writeSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";

/** As a dying disk does it to a database that somebody uses: whatever is read of it from now on is nonsense. */
export function spoil(file: string): void {
  const db = new DatabaseSync(file, { timeout: 5000 });
  db.exec("PRAGMA wal_checkpoint(TRUNCATE)"); // what is newest lies in the file itself
  const whole = openSync(file, "r+");
  writeSync(whole, Buffer.alloc(fstatSync(whole).size, 0xa5));
  closeSync(whole);
  db.close();
}
