/** The stay of one member in the exchange's process: opened, opened again when it fails, closed when it leaves. */
import type { Result } from "#kit/result.ts";
import type { Log } from "#world/log.ts";
import { type Compartment, performIn } from "#world/node/compartment.ts";
import type { HostedHouse, Running } from "./hostedHouse.ts";

export interface StayMeans {
  readonly name: string;
  readonly log: Log;
  readonly open: (running: Running) => Promise<Result<HostedHouse>>;
}

/** ms. Whoever fails again and again is tried less and less often. */
const firstWait = 2000;
const longestWait = 10 * 60_000;
/** A house that fails so long after its opening has been a good one. */
const goodAfter = 10 * 60_000;
/** What has failed may not even close. */
const closesWithin = 10_000;

export class Stay implements Compartment {
  readonly #means: StayMeans;
  /** One thing after another. */
  #last: Promise<void> = Promise.resolve();
  #house: HostedHouse | undefined;
  #opened = 0;
  #wait = firstWait;
  #retry: NodeJS.Timeout | undefined;
  #isOver = false;

  constructor(means: StayMeans) {
    this.#means = means;
    this.#begin();
  }

  /** Undefined while it is closed. */
  get house(): HostedHouse | undefined {
    return this.#house;
  }

  /** When it has done what it was told: opened, or found that it cannot. */
  settled(): Promise<void> {
    return this.#last;
  }

  /** Something of it has thrown: it begins anew, and nobody else is touched. */
  failed(error: Error): void {
    if (this.#isOver || this.#retry !== undefined) return;
    const { name, log } = this.#means;
    log.warn(`the hosted server of ${name} has failed`, { detail: error.stack ?? String(error) });
    if (Date.now() - this.#opened > goodAfter) this.#wait = firstWait;
    this.#again();
    this.#then(() => this.#close());
  }

  async end(): Promise<void> {
    this.#isOver = true;
    clearTimeout(this.#retry);
    this.#then(() => this.#close());
    await this.#last;
    this.#means.log.info(`the hosted server of ${this.#means.name} is closed`);
  }

  perform<T>(act: () => T): T {
    return performIn(this, act);
  }

  #begin(): void {
    this.#then(() => this.#open());
  }

  #then(act: () => Promise<void>): void {
    this.#last = this.#last.then(() => performIn(undefined, act));
  }

  #again(): void {
    if (this.#isOver) return;
    this.#retry = setTimeout(() => {
      this.#retry = undefined;
      this.#begin();
    }, this.#wait);
    this.#wait = Math.min(longestWait, this.#wait * 2);
  }

  async #open(): Promise<void> {
    if (this.#isOver) return;
    const { name, log, open } = this.#means;
    const perform = (act: () => void): void => this.perform(act);
    const restart = (): void => performIn(undefined, () => this.#reopen());
    const opened = await this.perform(() => open({ perform, restart })).catch(asFailure);
    if (opened.ok) {
      this.#house = opened.value;
      this.#opened = Date.now();
      return log.info(`the hosted server of ${name} is open`);
    }
    log.warn(`the hosted server of ${name} cannot open`, opened.problem);
    this.#again();
  }

  #reopen(): void {
    this.#then(() => this.#close());
    this.#begin();
  }

  async #close(): Promise<void> {
    const house = this.#house;
    this.#house = undefined;
    if (house === undefined) return;
    const late = Promise.withResolvers<void>();
    const timer = setTimeout(late.resolve, closesWithin);
    const closed = this.perform(() => house.close()).catch((error: Error) =>
      this.#means.log.warn(`the hosted server of ${this.#means.name} closed badly`, {
        detail: error.message,
      }),
    );
    await Promise.race([closed, late.promise]);
    clearTimeout(timer);
  }
}

const asFailure = (error: Error): Extract<Result<HostedHouse>, { ok: false }> => ({
  ok: false,
  problem: { code: "hosted.failed", detail: error.stack ?? error.message },
});
