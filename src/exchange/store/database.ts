import pg from "pg";
import { migrate } from "#exchange/store/migrate.ts";
import { type Presence, presence } from "#exchange/store/presence.ts";
import { type Cancel, type Listen, listeners } from "#kit/listeners.ts";
import { fail, ok, type Result } from "#kit/result.ts";
import { after, seconds } from "#kit/time.ts";
import type { World } from "#world/world.ts";

export type Row = Readonly<Record<string, unknown>>;

/** PostgreSQL, as nodes share it. */
export interface Database {
  /** `store.away` when it does not answer within seconds: then nobody knows whether it was done. */
  query(sql: string, values?: readonly unknown[]): Promise<Result<readonly Row[]>>;
  /** Whether changes are heard of: see `Presence`. */
  readonly presence: Presence;
  /** `kind key` of a row of `kept` that is another than before. */
  readonly news: Listen<string>;
  close(): Promise<void>;
}

type Means = Pick<World, "clock" | "log">;

/** Longer than any statement of ours takes; ms. */
const patience = 3000;
const beatEvery = seconds(2);

const settingsFor = (url: string) => ({
  connectionString: url,
  application_name: "ringwise",
  connectionTimeoutMillis: patience,
  query_timeout: patience,
});

/** What went wrong, without the address: a password may stand in it. */
export const troubleOf = (error: unknown): Result<never> =>
  fail("store.away", error instanceof Error ? error.message : String(error));

/** Brings the tables up to date first. `store.newer`: they are of a later version, and are left alone. */
export async function openDatabase(url: string, means: Means): Promise<Result<Database>> {
  const migrated = await migrate(url);
  if (!migrated.ok) return migrated;
  const pool = new pg.Pool({ ...settingsFor(url), max: 4 });
  pool.on("error", () => undefined); // of a connection that nobody uses; who needs one hears it
  const news = listeners<string>();
  const there = presence();
  const ear = listening(url, { ...means, there, tell: news.tell });
  await ear.first;
  return ok({
    presence: there,
    news: news.listen,
    async query(sql, values = []) {
      try {
        return ok((await pool.query(sql, [...values])).rows as readonly Row[]);
      } catch (error) {
        return troubleOf(error);
      }
    },
    async close() {
      await ear.close();
      await pool.end().catch(() => undefined);
    },
  });
}

interface Ear extends Means {
  readonly there: Presence;
  readonly tell: (news: string) => void;
}

/** A connection that listens; when it is gone another one is tried, until one is there. */
function listening(url: string, { clock, log, there, tell }: Ear) {
  let client: pg.Client | undefined;
  let waiting: Cancel = () => undefined;
  let isOpen = true;

  const later = (work: () => Promise<void>): void => {
    if (isOpen) waiting = clock.at(after(clock.now(), beatEvery), () => void work());
  };

  async function begin(): Promise<void> {
    const fresh = new pg.Client(settingsFor(url));
    fresh.on("error", () => lost(fresh));
    fresh.on("end", () => lost(fresh));
    fresh.on("notification", ({ payload }) => tell(payload ?? ""));
    client = fresh;
    try {
      await fresh.connect();
      await fresh.query("LISTEN ringwise");
      there.came();
      later(() => beat(fresh));
    } catch {
      lost(fresh);
    }
  }

  /** A database that hangs says nothing, not even that it is gone. */
  async function beat(of: pg.Client): Promise<void> {
    try {
      await of.query("SELECT 1");
      if (client === of) later(() => beat(of));
    } catch {
      lost(of);
    }
  }

  function lost(of: pg.Client): void {
    if (client !== of) return;
    client = undefined;
    waiting();
    if (there.isThere) log.warn("the database is away", {});
    there.went();
    end(of);
    later(begin);
  }

  return {
    first: begin(),
    async close(): Promise<void> {
      isOpen = false;
      waiting();
      const last = client;
      client = undefined;
      if (last !== undefined) await last.end().catch(() => undefined);
    },
  };
}

/** One that hangs does not say goodbye either. */
const end = (client: pg.Client): void => void client.end().catch(() => undefined);
