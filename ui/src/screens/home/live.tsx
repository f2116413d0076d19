import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { PhoneIncoming, PhoneOff } from "lucide-react";
import { lazy, Suspense } from "react";
import { Link } from "react-router";
import { type Call, dataOf } from "../../api/client.ts";
import { statusQuery } from "../../api/queries.ts";
import { takingPart, useParkedCode } from "../../kit/liveCall.ts";
import { useConnected, useIsOwner, useNames, useNow, usePage, useWords } from "../../kit/page.tsx";
import { Press } from "../../kit/parts.tsx";
import { initials } from "../../words/names.ts";
import { otherParty } from "../../words/outcome.ts";
import { upperFirst } from "../../words/say.ts";
import { Choose } from "./choose.tsx";
import { InHand } from "./inHand.tsx";
import { Quality } from "./quality.tsx";

/** Menus come when somebody rings. */
const FurtherMenu = lazy(() => import("./further.tsx"));

/** Calls of this moment. Not there when there are none. */
export function LiveCard() {
  const { api, words } = usePage();
  const live = useQuery(statusQuery(api)).data?.live ?? [];
  if (live.length === 0) return null;
  return (
    <section aria-label={words.say("home.live")}>
      <ul className="card live">
        {live.map((call) => (
          <LiveCall key={call.id} call={call} />
        ))}
      </ul>
    </section>
  );
}

function LiveCall({ call }: { readonly call: Call }) {
  const { api, words } = usePage();
  const names = useNames();
  const queries = useQueryClient();
  const connected = useConnected();
  const isOwner = useIsOwner();
  const hangUp = useMutation({
    mutationFn: () =>
      dataOf(api.client.DELETE("/api/v1/calls/{id}", { params: { path: { id: call.id } } })),
    onSettled: () => queries.invalidateQueries({ queryKey: ["status"] }),
  });
  const name = otherParty(call, names);
  const state = call.state ?? "directing";
  const asked = call.listenable === true && state !== "talking";
  return (
    <li className={state === "talking" ? "" : "ringing"}>
      <div className={`face ${state === "talking" ? "" : "amber ring"}`} aria-hidden="true">
        {state === "talking" ? initials(name) : <PhoneIncoming size={19} />}
      </div>
      <div className="grow">
        <Link to={`/calls/${call.id}`} className="who">
          {name}
        </Link>
        <CallSays call={call} asked={asked} />
      </div>
      {call.answered !== undefined && <Timer since={call.answered} />}
      <div className="acts">
        {isOpen(call) && <Choose call={call} name={name} asked={asked} />}
        {isOpen(call) && isOwner && (
          <Suspense>
            <FurtherMenu call={call} name={name} />
          </Suspense>
        )}
        <InHand call={call} name={name} />
        <Press
          look="icon red"
          aria-label={words.say("home.hangUpLabel", { name })}
          isDisabled={!connected || hangUp.isPending}
          onPress={() => hangUp.mutate()}
        >
          <PhoneOff size={18} aria-hidden="true" />
        </Press>
      </div>
    </li>
  );
}

interface SaysProps {
  readonly call: Call;
  readonly asked: boolean;
}

/** What is going on in it, and how it sounds. */
function CallSays({ call, asked }: SaysProps) {
  const words = useWords();
  const names = useNames();
  const state = call.state ?? "directing";
  const dial = useParkedCode(call);
  const targets = words.list(takingPart(call).map(names.leg));
  const says = words.say(call.direction === "in" ? "home.liveIn" : "home.liveOut", {
    state: targets === "" && state !== "parked" ? "" : state,
    targets,
    device: names.leg(call.via ?? ""),
    dial: dial ?? "none",
    time: words.since(call.answered ?? call.began, Date.now()),
  });
  if (asked)
    return (
      <div className="asked small">
        {words.say(isInMailbox(call) ? "home.leaves" : "home.asked")}
      </div>
    );
  return (
    <div className="muted small">
      {upperFirst(says, words)}
      <Quality call={call} />
    </div>
  );
}

/** Nobody has taken its caller yet. */
const isOpen = (call: Call): boolean =>
  call.direction === "in" &&
  !isInMailbox(call) &&
  (call.state === "directing" || call.state === "ringing");
const isInMailbox = (call: Call): boolean => takingPart(call).includes("mailbox");

function Timer({ since }: { readonly since: number }) {
  const words = useWords();
  const time = words.timer(useNow(1000) - since);
  return (
    <div className="timer num" role="timer" aria-label={words.say("home.liveTime", { time })}>
      {time}
    </div>
  );
}
