/** Whoever is opened, to be closed in the order that is the other way round. */
export class Opened {
  readonly #all: (() => Promise<unknown>)[] = [];

  keeps<T extends { close(): Promise<unknown> }>(one: T): T {
    this.#all.push(() => one.close());
    return one;
  }

  async close(): Promise<void> {
    for (const close of this.#all.splice(0).reverse()) await close();
  }
}

/** What `story` opens is closed, whatever becomes of it: else this process would go on for ever. */
export async function withOpened(story: (opened: Opened) => Promise<void>): Promise<void> {
  const opened = new Opened();
  try {
    await story(opened);
  } finally {
    await opened.close();
  }
}
