import { listeners } from "#kit/listeners.ts";
import type { FrameLink } from "#world/frameLink.ts";

/** Both ends of a link: what is said arrives when whoever says it has returned, in no time. */
export function simLink(): readonly [FrameLink, FrameLink] {
  const [one, other] = [new End(), new End()];
  one.far = other;
  other.far = one;
  return [one, other];
}

class End implements FrameLink {
  far: End | undefined;
  readonly #closed = listeners<undefined>();
  readonly closed = this.#closed.listen;
  #isOpen = true;
  #each: ((frame: Uint8Array) => void) | undefined;
  /** Came before anybody listened. */
  #early: Uint8Array[] = [];

  send(frame: Uint8Array): void {
    if (this.#isOpen) queueMicrotask(() => this.far?.takes(frame));
  }

  receive(each: (frame: Uint8Array) => void): void {
    this.#each = each;
    for (const frame of this.#early.splice(0)) this.takes(frame);
  }

  close(): void {
    queueMicrotask(() => this.far?.ends());
    this.ends();
  }

  takes(frame: Uint8Array): void {
    if (!this.#isOpen) return;
    if (this.#each) this.#each(frame);
    else this.#early.push(frame);
  }

  ends(): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    queueMicrotask(() => this.#closed.tell(undefined));
  }
}
