/** Exit codes: 0 done, 1 failed, 2 wrong use or unreadable settings. */
export function stop(code: 1 | 2, ...lines: readonly string[]): never {
  for (const line of lines) console.error(line);
  process.exit(code);
}
