/** When to tell the server that this page is awake. A frozen page tells nothing: its worker is frozen with it. */

const every = 20_000;
const waiting = new Set<() => void>();
let stop: (() => void) | undefined;

/** Every twenty seconds, also in the background, until it is cancelled. */
export function eachBeat(tell: () => void): () => void {
  waiting.add(tell);
  stop ??= begun(() => {
    for (const one of waiting) one();
  });
  return () => {
    waiting.delete(tell);
    if (waiting.size > 0) return;
    stop?.();
    stop = undefined;
  };
}

function begun(beat: () => void): () => void {
  if (typeof Worker === "undefined") {
    const timer = setInterval(beat, every);
    return () => clearInterval(timer);
  }
  const worker = new Worker(new URL("./beat.ts", import.meta.url), { type: "module" });
  worker.onmessage = beat;
  return () => worker.terminate();
}
