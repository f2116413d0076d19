import type { Cancel } from "#kit/listeners.ts";
import { after, millis } from "#kit/time.ts";
import type { Clock } from "#world/clock.ts";
import type { Voice } from "../voice.ts";
import { embeddedIn, fit, type Heard, type Orders, opened, ordersIn } from "./words.ts";

/** How the telephone's port reaches the gateway that it is a part of. */
export interface PortOf {
  readonly clock: Clock;
  readonly notify: (port: string, x: string, observed: string) => void;
}

/** Signals that end by themselves, and therefore when something is seen (RFC 3660: TO). */
const passing = /^[LH]\/(dl|sl|bz|ro|rg|r[0-7]|ot|wt|mwi)$|^G\/(rt|cg)$/i;

/** One port of a gateway with a telephone on it: what the person does, what is heard and seen. */
export class GatewayTelephone {
  readonly name: string;
  readonly #of: PortOf;
  hook: "on" | "off" = "on";
  /** `L/dl`, `L/rg` …: what sounds now. */
  sounds: readonly string[] = [];
  /** Everything that sounded since it was last asked, once a time that it began. */
  readonly #began: string[] = [];
  /** What the display showed: time, number, name. */
  readonly callers: string[] = [];
  lamp = false;
  /** Connections by id, each with its sound. */
  readonly links = new Map<
    string,
    { readonly call: string; readonly voice: Voice; mode: string; options: string }
  >();
  /** Signals that this gateway does not know. */
  readonly unknown = new Set<string>();
  #x = "0";
  #orders: Orders = ordersIn("", "", "");
  #gathered: string[] = [];
  /** Seen while a notification waits for the next request. */
  readonly #queue: string[] = [];
  #waits = false;
  #pause: Cancel = () => undefined;

  constructor(name: string, of: PortOf) {
    this.name = name;
    this.#of = of;
  }

  /* The person. */

  lifts(): void {
    this.hook = "off";
    this.#sees("L/hd");
  }

  hangsUp(): void {
    this.hook = "on";
    this.#sees("L/hu");
  }

  flashes(): void {
    this.#sees("L/hf");
  }

  presses(keys: string): void {
    for (const key of keys) this.#sees(`D/${key}`);
  }

  get isRinging(): boolean {
    return this.sounds.some((one) => /\/(rg|r[0-7])$/.test(one));
  }

  get voice(): Voice | undefined {
    return [...this.links.values()].at(-1)?.voice;
  }

  /** What began to sound since it was last asked. */
  news(): string[] {
    return this.#began.splice(0);
  }

  /* The call agent. */

  /** RQNT: the code that it is answered with. */
  request({ lines }: Heard): number {
    const orders = ordersIn(lines.get("R") ?? "", lines.get("D") ?? "", lines.get("S") ?? "");
    const all = [...orders.signals, ...[...orders.events].flatMap(([, actions]) => actions)];
    if ([...this.unknown].some((one) => all.some((said) => said.includes(one)))) return 513;
    if (this.hook === "off" && orders.events.has("l/hd")) return 401;
    if (this.hook === "on" && orders.events.has("l/hu")) return 402;
    this.#x = lines.get("X") ?? "0";
    this.#follow(orders);
    this.#waits = false;
    while (!this.#waits && this.#queue.length > 0) this.#sees(this.#queue.shift() ?? "");
    return 200;
  }

  /** As if the power had gone. */
  forgets(): void {
    for (const { voice } of this.links.values()) voice.close();
    this.links.clear();
    this.#pause();
    this.#orders = ordersIn("", "", "");
    this.#queue.splice(0);
    this.#waits = false;
    this.#x = "0";
    this.#sound([]);
  }

  #follow(orders: Orders): void {
    this.#orders = orders;
    this.#gathered = [];
    this.#pause();
    const [lasting, brief] = [orders.signals.filter((one) => passing.test(one)), orders.signals];
    this.#sound(lasting);
    for (const { name, inside } of brief.map(opened)) {
      if (/\/vmwi$/.test(name)) this.lamp = inside === "+";
      if (/\/ci$/.test(name)) this.callers.push(inside);
    }
  }

  #sound(now: readonly string[]): void {
    this.#began.push(...now.filter((one) => !this.sounds.includes(one)));
    this.sounds = now;
  }

  /* What it sees. */

  #sees(event: string): void {
    if (this.#waits) return void this.#queue.push(event);
    const actions = this.#actionsOf(event);
    if (!actions) return;
    if (!actions.includes("K")) this.#sound([]);
    if (actions.includes("D")) return void this.#gather(event);
    const before = this.#gathered.splice(0);
    this.#tell([...before, event]);
    const embedded = actions.find((one) => one.startsWith("E("));
    if (embedded) this.#follow(embeddedIn(opened(embedded).inside));
  }

  /** Undefined: nobody asked. Hook and flash are always told. */
  #actionsOf(event: string): readonly string[] | undefined {
    const wanted = event.toLowerCase();
    for (const [name, actions] of this.#orders.events) {
      const range = /^d\/(\[.*\])$/.exec(name)?.[1];
      const isIn = range && new RegExp(`^d/${range}$`, "i").test(event);
      if (name === wanted || isIn) return actions;
    }
    return event.startsWith("L/") ? ["N"] : undefined;
  }

  #gather(event: string): void {
    this.#pause();
    this.#gathered.push(event);
    const keys = this.#gathered.map((one) => one.slice(2)).join("");
    if (fit(keys, this.#orders.map) !== "begun") return void this.#tell(this.#gathered.splice(0));
    const wait = fit(`${keys}T`, this.#orders.map) === "whole" ? 4000 : 16_000;
    const { clock } = this.#of;
    this.#pause = clock.at(after(clock.now(), millis(wait)), () =>
      this.#tell([...this.#gathered.splice(0), "D/T"]),
    );
  }

  #tell(events: readonly string[]): void {
    this.#pause();
    this.#waits = true;
    this.#of.notify(this.name, this.#x, events.join(","));
  }
}
