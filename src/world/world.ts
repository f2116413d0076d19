import type { Clock } from "#world/clock.ts";
import type { Crypto } from "#world/crypto.ts";
import type { Files } from "#world/files.ts";
import type { Http } from "#world/http.ts";
import type { Load } from "#world/load.ts";
import type { Log } from "#world/log.ts";
import type { Network } from "#world/network.ts";
import type { Pace } from "#world/pace.ts";
import type { Random } from "#world/random.ts";

/**
 * Everything outside the program. Given the real one (`node/`) it is a telephone server; given the
 * simulated one (`sim/`) an evening of calls runs in milliseconds, the same every time.
 * Passed down, never imported.
 */
export interface World {
  readonly clock: Clock;
  readonly network: Network;
  readonly http: Http;
  readonly random: Random;
  readonly files: Files;
  readonly log: Log;
  readonly crypto: Crypto;
  /** Of the thread that serves calls. */
  readonly load?: Load;
  readonly pace?: Pace;
}
