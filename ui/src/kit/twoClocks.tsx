/** All times are the house's. Where whoever looks is in another zone, both are told. */
import { useNow, useWords } from "./page.tsx";

/** Behind a moment: "(20:28 where you are)". */
export function HereToo({ at }: { readonly at: number }) {
  const words = useWords();
  const time = words.clockHere(at);
  return time === undefined ? null : <span>{words.say("time.here", { time })}</span>;
}

/** Above a list of times. */
export function HouseTime() {
  const words = useWords();
  const now = useNow(15_000);
  const here = words.clockHere(now);
  return here === undefined ? null : (
    <p className="muted small num">{words.say("time.house", { house: words.clock(now), here })}</p>
  );
}
