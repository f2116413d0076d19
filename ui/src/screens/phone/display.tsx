import { useEffect, useState } from "react";
import type { Handset } from "../../handset/state.ts";
import { useTalkingSince } from "../../kit/liveCall.ts";
import { useHandset, useNames, useNow, usePage, useWords } from "../../kit/page.tsx";
import type { MessageId } from "../../words/en.ts";
import type { Names } from "../../words/names.ts";
import type { Words } from "../../words/say.ts";

interface DisplayProps {
  /** Keyed on the hook, to be dialled. */
  readonly number: string;
  readonly warned: boolean;
}

/** The caller display: three lines, as the telephone would show them. */
export function Display({ number, warned }: DisplayProps) {
  const words = useWords();
  const names = useNames();
  const handset = useHandset();
  const talkingSince = useTalkingSince();
  const { ring, hook, party, mic } = handset;
  const shown = ring?.caller ?? (hook === "off" ? party : undefined);
  const name = shown ? names.party(shown) : undefined;
  const big = name ?? (hook === "off" ? handset.digits : number);
  return (
    <output className="display">
      <span className="line top-line">
        <span>{words.say(stateOf(handset))}</span>
        <span className="num">
          {ring && words.clock(ring.since)}
          {talkingSince !== undefined && <Running since={talkingSince} />}
        </span>
      </span>
      <span className="line big" dir="auto">
        {big || (isWaitingForUs(handset) ? words.say("phone.display.idleText") : "\u00a0")}
      </span>
      <span className="line small-line num">
        {warned
          ? words.say("phone.escAgain")
          : (otherThan(handset.others, words, names) ?? second(shown?.number))}
      </span>
      {hook === "off" && mic === undefined && <Levels />}
    </output>
  );

  function second(number: string | undefined): string {
    if (number === undefined) return hook === "off" && name ? handset.digits : "\u00a0";
    const written = names.written(number);
    return written === name ? "\u00a0" : written;
  }
}

const isWaitingForUs = ({ link, hook }: Handset): boolean => link === "open" && hook === "on";

/** Who waits, is held, or is the third. */
function otherThan(others: Handset["others"], { say }: Words, names: Names): string | undefined {
  const { waiting, held, third } = others;
  if (waiting) return say("phone.other.waiting", { name: names.party(waiting) });
  if (held) return say("phone.other.held", { name: names.party(held) });
  return third && say("phone.other.third", { name: names.party(third) });
}

const lines = [
  "dialTone",
  "dialing",
  "serviceCode",
  "calling",
  "talking",
  "callWaiting",
  "alternating",
  "recall",
  "consulting",
  "threeWay",
  "whispered",
  "interrupted",
  "parted",
  "reorder",
  "howler",
  "lockout",
] as const;

function stateOf({ ring, link, hook, line, opening, spoken }: Handset): MessageId {
  if (link !== "open") return "phone.display.off";
  if (opening) return "phone.display.opening";
  if (ring) return "phone.display.incoming";
  if (hook === "on") return "phone.display.idle";
  if (spoken) return "phone.state.spoken";
  const known = lines.find((one) => one === line);
  return known ? `phone.state.${known}` : "phone.state.other";
}

function Running({ since }: { readonly since: number }) {
  const words = useWords();
  return <span role="timer">{words.timer(Math.max(0, useNow(1000) - since))}</span>;
}

/** How loud both sides are: for the eye that doubts the ear. */
function Levels() {
  const { phone } = usePage();
  const [{ mine, theirs }, setLevels] = useState({ mine: 0, theirs: 0 });
  useEffect(() => {
    const timer = setInterval(() => setLevels(phone.levels()), 100);
    return () => clearInterval(timer);
  }, [phone]);
  return (
    <span className="levels" aria-hidden="true">
      <progress value={mine} />
      <progress value={theirs} />
    </span>
  );
}
