import { useQuery } from "@tanstack/react-query";
import { sessionQuery } from "../../api/queries.ts";
import { useIsOwner, usePage } from "../../kit/page.tsx";
import { Guests } from "./guests.tsx";
import { Members } from "./members.tsx";
import { Sessions } from "./sessions.tsx";
import { Tokens } from "./tokens.tsx";
import { WaysIn } from "./ways.tsx";
import "./family.css";

/** Who may come in, and how: oneself, the family, guests and programs. */
export default function Family() {
  const session = useQuery(sessionQuery(usePage().api)).data;
  const isOwner = useIsOwner();
  return (
    <div className="stack">
      <WaysIn />
      <Sessions named={isOwner && session?.family === true} />
      {isOwner && (
        <>
          <Members />
          <Guests />
          <Tokens />
        </>
      )}
    </div>
  );
}
