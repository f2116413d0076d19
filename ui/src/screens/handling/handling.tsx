import { Plus } from "lucide-react";
import { useState } from "react";
import { useChangeList } from "../../kit/changeList.ts";
import { useConnected, useTitle, useWords } from "../../kit/page.tsx";
import { Press } from "../../kit/parts.tsx";
import { Elsewhere } from "./elsewhere.tsx";
import { Rules } from "./rules/rules.tsx";
import { TryIt, useTry } from "./tryIt.tsx";
import { Warnings } from "./warnings.tsx";
import { WeekCard } from "./week/weekCard.tsx";
import "./handling.css";

/** What happens to calls, whenever: the rules from the top, and what they would do. */
export default function Handling() {
  useTitle("handling.title");
  const { say } = useWords();
  const connected = useConnected();
  const hand = useChangeList("rules");
  const trial = useTry();
  const [adding, setAdding] = useState(false);
  return (
    <>
      <div className="top">
        <div className="left">
          <p className="eyebrow">{say("handling.title")}</p>
          <h1>{say("handling.headline")}</h1>
        </div>
        <Press look="primary" isDisabled={!connected || adding} onPress={() => setAdding(true)}>
          <Plus size={17} aria-hidden="true" />
          {say("handling.add")}
        </Press>
      </div>
      <div className="columns">
        <div className="stack">
          <Rules hand={hand} adding={adding} setAdding={setAdding} decides={trial.decides} />
          <Warnings />
          <WeekCard />
          <Elsewhere kinds={["calendar", "list"]} />
        </div>
        <TryIt trial={trial} />
      </div>
    </>
  );
}
