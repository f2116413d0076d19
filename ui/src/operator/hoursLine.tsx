import { busyIn, lineOf } from "./busyHours.ts";
import { useHourAgo, useOp } from "./say.ts";

const [width, height] = [72, 18];

/** A day of calls as a small line, and in words. */
export function HoursLine({ hours }: { readonly hours: readonly number[] }) {
  const say = useOp();
  const hourAgo = useHourAgo();
  const { all, most, ago } = busyIn(hours);
  const text = say("users.busy", { n: all, most, hour: hourAgo(ago) });
  return (
    <span className="hours-line" title={text}>
      <svg viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
        <polyline points={lineOf(hours, width, height)} />
      </svg>
      <span className="hidden">{text}</span>
    </span>
  );
}
