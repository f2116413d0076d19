import type { Result } from "#kit/result.ts";

const mostTries = 20;

/**
 * UDP and TCP have one port between them, for a telephone is told one number. Where any port is good
 * (`isAny`), the one that was free for UDP may be somebody's by TCP: then all is opened anew.
 */
export async function atAnyPort<T>(
  isAny: boolean,
  open: () => Promise<Result<T>>,
): Promise<Result<T>> {
  for (let tries = isAny ? mostTries : 1; ; tries--) {
    const opened = await open();
    if (opened.ok || opened.problem.code !== "network.inUse" || tries <= 1) return opened;
  }
}
