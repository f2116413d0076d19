/** SIGTERM and SIGINT: the first lets calls end, a second does not wait for them. */

/** Ctrl-C comes to npm, to the launcher and to us, and the first two pass it on: one wish, heard thrice. */
const echo = 250;

/** What a signal at `now` means when the first one came at `first`; both in ms of one clock. */
export function wishOf(now: number, first: number | undefined): "drain" | "hurry" | "echo" {
  if (first === undefined) return "drain";
  return now - first < echo ? "echo" : "hurry";
}

const signals = ["SIGTERM", "SIGINT"] as const;

/** Resolves when the calls have ended, `seconds` after the first signal, or at the second one. */
export function toldToStop(
  seconds: number,
  drain: (hurry: Promise<unknown>) => Promise<void>,
): { readonly stopped: Promise<void>; forget(): void } {
  const hurry = Promise.withResolvers<void>();
  const drained = Promise.withResolvers<void>();
  let first: number | undefined;
  const signal = (): void => {
    const now = performance.now();
    const wish = wishOf(now, first);
    if (wish === "hurry") hurry.resolve();
    if (wish !== "drain") return;
    first = now;
    setTimeout(hurry.resolve, seconds * 1000).unref();
    void drain(hurry.promise).then(drained.resolve);
  };
  for (const name of signals) process.on(name, signal);
  return {
    stopped: drained.promise,
    /** Somebody else hears them from now on. */
    forget() {
      for (const name of signals) process.off(name, signal);
    },
  };
}
