import { useIsOwner } from "../../kit/page.tsx";
import { DevicesCard, LineCard, MessagesCard } from "./aside.tsx";
import { LiveCard } from "./live.tsx";
import { Today } from "./today.tsx";
import { Troubles } from "./troubles.tsx";
import "./dayBand.css";

/** What Home shows below its headline. */
export default function Rest() {
  const isOwner = useIsOwner();
  return (
    <>
      <Troubles />
      <div className="columns">
        <div className="stack">
          <LiveCard />
          <Today />
        </div>
        <div className="stack">
          <MessagesCard />
          <DevicesCard />
          {isOwner && <LineCard />}
        </div>
      </div>
    </>
  );
}
