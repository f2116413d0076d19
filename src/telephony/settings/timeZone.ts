/** A zone's clock, by its name (`America/Toronto`). */
const clocks = new Map<string, Intl.DateTimeFormat | undefined>();
const mostClocks = 50;

/**
 * Shows a moment as that zone does, in parts; undefined for a name that this runtime does not know.
 * Formatters are dear to make, the first one above all, and depend on nothing but the zone: the few
 * in use are remembered, also for who only asks whether there is such a zone.
 */
export function clockOf(timeZone: string): Intl.DateTimeFormat | undefined {
  if (clocks.has(timeZone)) return clocks.get(timeZone);
  if (clocks.size >= mostClocks) clocks.clear();
  const clock = made(timeZone);
  clocks.set(timeZone, clock);
  return clock;
}

export const isTimeZone = (name: string): boolean => clockOf(name) !== undefined;

function made(timeZone: string): Intl.DateTimeFormat | undefined {
  try {
    return new Intl.DateTimeFormat("en-US", {
      timeZone,
      hourCycle: "h23",
      weekday: "short",
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
      hour: "2-digit",
      minute: "2-digit",
    });
  } catch {
    return undefined; // the only way Intl tells
  }
}
