import type { EventPackage, Watch } from "#exchange/events/eventPackage.ts";
import type { SubscriptionDialog } from "#exchange/events/subscription.ts";
import type { Cancel } from "#kit/listeners.ts";
import { type Flow, flowKey } from "#sip/transport/flow.ts";

/** One user's subscription to one package. */
export interface Subscription {
  /** Its Call-ID and our tag. */
  readonly id: string;
  readonly user: string;
  readonly of: EventPackage;
  readonly watch: Watch;
  dialog: SubscriptionDialog;
  /** On the monotonic clock, in milliseconds. */
  ends: number;
  cseq: number;
  /** When it was told last. */
  told: number;
  /** There is news, and it is too early to tell. */
  late?: Cancel;
}

/** All that there are: by their dialog, by whose they are, and by the flow that they are told along. */
export class Subscriptions {
  readonly #all = new Map<string, Subscription>();
  readonly #byUser = new Groups();
  readonly #byFlow = new Groups();

  get size(): number {
    return this.#all.size;
  }

  get(id: string): Subscription | undefined {
    return this.#all.get(id);
  }

  /** It is there still. */
  has(one: Subscription): boolean {
    return this.#all.get(one.id) === one;
  }

  all(): readonly Subscription[] {
    return [...this.#all.values()];
  }

  users(): readonly string[] {
    return this.#byUser.names();
  }

  of(user: string): readonly Subscription[] {
    return this.#byUser.of(user);
  }

  along(flow: Flow): readonly Subscription[] {
    return this.#byFlow.of(flowKey(flow));
  }

  keep(one: Subscription): void {
    this.#all.set(one.id, one);
    this.#byUser.add(one.user, one);
    this.#byFlow.add(flowKey(one.dialog.flow), one);
  }

  /** Its refresh has come another way, perhaps. */
  moves(one: Subscription, dialog: SubscriptionDialog): void {
    this.#byFlow.delete(flowKey(one.dialog.flow), one);
    one.dialog = dialog;
    this.#byFlow.add(flowKey(dialog.flow), one);
  }

  remove(one: Subscription): void {
    this.#all.delete(one.id);
    this.#byUser.delete(one.user, one);
    this.#byFlow.delete(flowKey(one.dialog.flow), one);
  }
}

/** Those that have a name in common; no name is kept without any. */
class Groups {
  readonly #groups = new Map<string, Set<Subscription>>();

  names(): readonly string[] {
    return [...this.#groups.keys()];
  }

  of(name: string): readonly Subscription[] {
    return [...(this.#groups.get(name) ?? [])];
  }

  add(name: string, one: Subscription): void {
    const group = this.#groups.get(name) ?? new Set();
    this.#groups.set(name, group.add(one));
  }

  delete(name: string, one: Subscription): void {
    const group = this.#groups.get(name);
    group?.delete(one);
    if (group?.size === 0) this.#groups.delete(name);
  }
}
