import { AsyncLocalStorage } from "node:async_hooks";

/**
 * Parts of one process that may fail without the rest. What a compartment begins (a timer, a socket,
 * a promise) is its own, and what that throws ends the compartment and not the process.
 */
export interface Compartment {
  readonly failed: (error: Error) => void;
}

const within = new AsyncLocalStorage<Compartment | undefined>();

/** Performs it as that compartment's; with undefined, as nobody's. */
export const performIn = <T>(compartment: Compartment | undefined, act: () => T): T =>
  within.run(compartment, act);

let guarded = false;

/** From now on a compartment's failures are its own. Everybody else's end the process, as ever. */
export function guardProcess(): void {
  if (guarded) return;
  guarded = true;
  process.on("uncaughtException", (error) => {
    const compartment = within.getStore();
    if (compartment !== undefined) return performIn(undefined, () => compartment.failed(error));
    console.error(error);
    process.exit(1);
  });
}
