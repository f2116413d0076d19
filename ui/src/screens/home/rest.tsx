import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { callsQuery, messagesQuery, todaysCalls } from "../../api/queries.ts";
import { useIsOwner, usePage } from "../../kit/page.tsx";
import { DevicesCard, LineCard, MessagesCard } from "./aside.tsx";
import { LiveCard } from "./live.tsx";
import { Today } from "./today.tsx";
import { Troubles } from "./troubles.tsx";
import "./dayBand.css";

/** For so long nothing stands in place of what is asked for, ms: mostly it comes before, and then nothing moves. */
const patience = 300;

/** What Home shows below its headline. */
export default function Rest() {
  const isOwner = useIsOwner();
  const isTime = useAsked();
  return (
    <>
      <Troubles />
      <div className="columns">
        <div className="stack">
          <LiveCard />
          {isTime && <Today />}
        </div>
        {isTime && (
          <div className="stack">
            <MessagesCard />
            <DevicesCard />
            {isOwner && <LineCard />}
          </div>
        )}
      </div>
    </>
  );
}

/** Whether the calls and messages have been told, or that takes too long. */
function useAsked(): boolean {
  const { api } = usePage();
  const isCalls = useQuery(callsQuery(api, todaysCalls)).isPending;
  const isMessages = useQuery(messagesQuery(api)).isPending;
  const [isLate, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), patience);
    return () => clearTimeout(timer);
  }, []);
  return isLate || !(isCalls || isMessages);
}
