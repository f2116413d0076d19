/**
 * The database's shape, one step a version. A step is never changed once it was released: a folder
 * written by any version opens in every later one. `PRAGMA user_version` says how far it has come.
 */
export const migrations: readonly string[] = [
  `CREATE TABLE documents (
     kind TEXT NOT NULL, key TEXT NOT NULL, place INTEGER NOT NULL, value TEXT NOT NULL,
     PRIMARY KEY (kind, key)) WITHOUT ROWID;
   CREATE TABLE chronicle (
     kind TEXT NOT NULL, id TEXT NOT NULL, at REAL NOT NULL, value TEXT NOT NULL,
     PRIMARY KEY (kind, id)) WITHOUT ROWID;
   CREATE INDEX chronicle_by_time ON chronicle (kind, at DESC, id DESC);`,
];
