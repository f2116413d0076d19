/** Times that never come again, and parts of times that change nothing. */
import type { WallTime } from "#kit/time.ts";
import { localTime } from "#telephony/directing/localTime.ts";
import { isDuring } from "#telephony/directing/times.ts";
import { type Path, pointer } from "#telephony/settings/problems.ts";
import type { Time } from "#telephony/settings/times.ts";
import type { CallSpace } from "./callSpace.ts";
import { momentText, saying } from "./exampleCall.ts";
import { all } from "./fitting.ts";
import { type Span, sampleMoments } from "./sampleMoments.ts";
import type { Checked, Warning } from "./warning.ts";

export function idleTimes({ settings, at }: Checked, space: CallSpace): readonly Warning[] {
  const any = space.find(all());
  const example = (span: Span | undefined): Pick<Warning, "call"> =>
    span && typeof any === "object"
      ? { call: { ...any, at: momentText(span.at, settings.owner.timeZone) } }
      : {};
  return settings.times.flatMap((time, i) => {
    const alone = { ...settings, times: [time], rules: [] };
    const { spans, isWhole } = sampleMoments(alone, at);
    if (!isWhole) return [];
    const isIn = (one: Time, moment: WallTime): boolean =>
      isDuring(one, localTime(moment, settings.owner.timeZone), [saying(settings, one.id)]);
    const path: Path = ["times", i];
    if (!isIn(time, at) && !spans.some((span) => isIn(time, span.at)))
      return [warning(path, "check.neverOccurs", { time: time.id }, example(spans[0]))];
    return needless(time, spans, isIn).map(({ n, at: within, ...span }) =>
      warning(
        [...path, "weekly", n],
        "check.overlaps",
        { time: time.id, ...span },
        example(within),
      ),
    );
  });
}

const warning = (
  path: Path,
  code: string,
  params: Warning["params"],
  call: Pick<Warning, "call">,
): Warning => ({ path: pointer(path), code, params, ...call });

/** Those weekly hours without which the time is the same, and when one of them holds. */
function needless(
  time: Time,
  spans: readonly Span[],
  isIn: (one: Time, moment: WallTime) => boolean,
) {
  const { weekly } = time;
  return weekly.flatMap((span, n) => {
    const others = { ...time, weekly: weekly.filter((one) => one !== span) };
    const changes = spans.some(({ at }) => isIn(time, at) !== isIn(others, at));
    if (weekly.length < 2 || changes) return [];
    const at = spans.find((one) => isIn({ ...time, dates: [], weekly: [span] }, one.at));
    return [{ n, at, days: span.days.join(), from: span.from, to: span.to }];
  });
}
