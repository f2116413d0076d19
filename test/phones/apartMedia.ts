import type { MediaEngine } from "#media/engine/mediaEngine.ts";
import { EngineHost } from "#media/process/engineHost.ts";
import { RemoteEngine } from "#media/process/remoteEngine.ts";
import type { FrameLink } from "#world/frameLink.ts";
import { simLink } from "#world/sim/simLink.ts";
import type { SimHost } from "#world/sim/simWorld.ts";
import { type Mortal, mortal } from "./mortal.ts";

/** Makes the engine itself, on that machine. */
export type MakesEngine = (house: SimHost) => MediaEngine;

const version = "0";

/** A media process on the server's machine: it lives and dies apart from the server's own. */
export class ApartMedia {
  readonly #machine: SimHost;
  readonly #makes: MakesEngine;
  #now: { readonly life: Mortal; readonly engine: MediaEngine; readonly host: EngineHost };
  #isThere = true;
  #links = new Set<FrameLink>();
  #generation = 0;
  #control: { isDead: boolean } = { isDead: false };

  constructor(machine: SimHost, makes: MakesEngine) {
    this.#machine = machine;
    this.#makes = makes;
    this.#now = this.#begun();
  }

  /** For a server's process: its engine, whichever media process there is. */
  async commandedBy({ clock, log }: SimHost): Promise<MediaEngine> {
    const control = { isDead: false };
    this.#control = control;
    const remote = new RemoteEngine({
      ...{ clock, log, version, name: `control${this.#generation++}` },
      connect: async () => (control.isDead ? undefined : this.#connected()),
    });
    await remote.greeted;
    return {
      perform: (command) => remote.perform(command),
      events: remote.events,
      idle: () => remote.idle() && this.#now.engine.idle(),
      held: () => remote.held(),
      close: async () => {
        await remote.close();
        await this.#now.host.close();
      },
    };
  }

  controlDies(): void {
    this.#control.isDead = true;
    this.#cut();
  }

  dies(): void {
    this.#isThere = false;
    this.#now.life.dies();
    this.#cut();
  }

  begins(): void {
    this.#now = this.#begun();
    this.#isThere = true;
  }

  #begun() {
    const life = mortal(this.#machine);
    const engine = this.#makes(life.host);
    const { clock, log } = life.host;
    const name = `media${this.#generation++}`;
    const over = (): void => undefined;
    const host = new EngineHost({ ...{ engine, clock, log, version, name, over } });
    return { life, engine, host };
  }

  #connected(): FrameLink | undefined {
    if (!this.#isThere) return undefined;
    const [ours, theirs] = simLink();
    this.#links.add(theirs);
    this.#now.host.serves(theirs);
    return ours;
  }

  /** As the kernel does it, whichever end has died. */
  #cut(): void {
    for (const link of this.#links) link.close();
    this.#links.clear();
  }
}
