/** Longer than anybody in the tests waits for anything, in milliseconds, and well within a test's own limit. */
export const patience = 60_000;

/**
 * What comes one day, or an error that says what was waited for: a test that waits for ever ends
 * without closing what it opened, and says nothing.
 */
export function inPatience<T>(
  awaited: () => string,
  begin: (done: (value: T) => void) => void,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const over = setTimeout(() => reject(new Error(`waited in vain for ${awaited()}`)), patience);
    begin((value) => {
      clearTimeout(over);
      resolve(value);
    });
  });
}

/** Asks again and again: the first answer that is one, or an error that says what was asked for in vain. */
export async function untilThere<T>(
  awaited: string,
  ask: () => Promise<T | undefined>,
): Promise<T> {
  const over = performance.now() + patience;
  while (performance.now() < over) {
    const answer = await ask();
    if (answer !== undefined) return answer;
  }
  throw new Error(`waited in vain for ${awaited}`);
}
