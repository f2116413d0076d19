import { Link } from "react-router";
import { Locked } from "../../kit/locked.tsx";
import { useSettings, useTitle, useWords } from "../../kit/page.tsx";
import { HouseTime } from "../../kit/twoClocks.tsx";
import type { MessageId } from "../../words/en.ts";
import { Greetings } from "../voicemail/greetings.tsx";
import { Elsewhere } from "./elsewhere.tsx";
import { History } from "./history/history.tsx";
import { NewRule } from "./rules/newRule.tsx";
import { Rules } from "./rules/rules.tsx";
import { trialOf, type WarnedCall } from "./rules/trialOf.ts";
import { useRules } from "./rules/useRules.ts";
import { Checks } from "./try/checks.tsx";
import { Replay } from "./try/replay.tsx";
import { TryIt } from "./try/tryIt.tsx";
import { useTry } from "./try/useTry.ts";
import { Warnings } from "./warnings.tsx";
import { WeekCard } from "./week/weekCard.tsx";
import "../../kit/sectionLinks.css";
import "./handling.css";

/** The parts of the page by their ids, as they stand below one another on a small screen. */
const parts: readonly (readonly [id: string, text: MessageId])[] = [
  ["rules", "handling.rules"],
  ["week", "handling.week"],
  ["greetings", "voicemail.greetings"],
  ["history", "history.title"],
  ["try", "handling.try"],
];

/** What happens to calls, whenever: the rules from the top, and what they would do. */
export default function Handling() {
  useTitle("handling.title");
  const { say, timeZone } = useWords();
  const hand = useRules();
  const trial = useTry();
  const people = useSettings()?.people ?? [];
  const tryCall = (call: WarnedCall): void => {
    trial.set(trialOf(call, people, timeZone));
    document.querySelector(".try-card")?.scrollIntoView({ block: "nearest" });
  };
  return (
    <>
      <div className="top">
        <div className="left">
          <p className="eyebrow">{say("handling.title")}</p>
          <h1>{say("handling.headline")}</h1>
          <HouseTime />
          <nav className="section-links" aria-label={say("handling.parts")}>
            {parts.map(([id, text]) => (
              <Link key={id} to={`#${id}`}>
                {say(text)}
              </Link>
            ))}
          </nav>
        </div>
        <NewRule hand={hand} />
      </div>
      <Locked />
      <div className="columns">
        <div className="stack">
          <Rules hand={hand} decides={trial.decides} tryCall={tryCall} />
          <Warnings />
          <WeekCard />
          <Checks here={trial.here} />
          <Replay />
          <Greetings />
          <Elsewhere kinds={["calendar", "list"]} />
          <History />
        </div>
        <TryIt trial={trial} />
      </div>
    </>
  );
}
