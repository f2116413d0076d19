/** A zone in which it is about noon now: what is of today stays of today while a test runs by the real clock. */
export function zoneAtNoon(): string {
  const ahead = 12 - new Date().getUTCHours();
  return `Etc/GMT${ahead > 0 ? "-" : "+"}${Math.abs(ahead)}`; // what is ahead of UTC has a minus there
}
