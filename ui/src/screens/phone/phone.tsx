import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense } from "react";
import { Link } from "react-router";
import { callsQuery, statusQuery } from "../../api/queries.ts";
import { type Handset, isTalking } from "../../handset/state.ts";
import { CallRows } from "../../kit/callRows.tsx";
import { takingPart, useOwnCall } from "../../kit/liveCall.ts";
import { useHandset, useNames, usePage, useTitle } from "../../kit/page.tsx";
import { Card, Loaded, Notice, Press } from "../../kit/parts.tsx";
import { none, useBecome, useOwn } from "../../shell/ownDevice.ts";
import type { Names } from "../../words/names.ts";
import { otherParty } from "../../words/outcome.ts";
import type { Words } from "../../words/say.ts";
import { MicNotice } from "./micNotice.tsx";
import { Tel } from "./tel.tsx";
import "./phone.css";

/** Seldom wanted: most browsers are a telephone already. */
const BecomeTelephone = lazy(() => import("./become.tsx"));
const Captions = lazy(() => import("./captions.tsx"));
const CallsOfNow = lazy(() => import("./callsOfNow.tsx"));

/** The handset. Its telephone lives in the shell; here it is shown and held. */
export default function Phone() {
  useTitle("phone.title");
  const { api, words } = usePage();
  const isSomethingOn = (useQuery(statusQuery(api)).data?.live.length ?? 0) > 0;
  return (
    <div className="phone-desk">
      <Tel />
      <div className="stack phone-side">
        <div>
          <p className="eyebrow">{words.say("phone.title")}</p>
          <Headline />
        </div>
        <Suspense>
          <States />
        </Suspense>
        {isSomethingOn && (
          <Suspense>
            <CallsOfNow />
          </Suspense>
        )}
        <CaptionsOfNow />
        <Log />
        <p className="muted small phone-help">{words.say("phone.keys")}</p>
        <p className="muted small">{words.say("phone.bell")}</p>
      </div>
    </div>
  );
}

function Headline() {
  const { words } = usePage();
  const names = useNames();
  const handset = useHandset();
  const call = useOwnCall();
  const rung = new Set([handset.device ?? "", ...(call ? takingPart(call) : [])]);
  const targets = words.list([...rung].map(names.leg));
  return <h1 dir="auto">{headOf(handset, targets, words, names)}</h1>;
}

/** What this telephone is doing, in one sentence. `targets`: who else rings with it. */
function headOf(handset: Handset, targets: string, { say, list }: Words, names: Names): string {
  const { device, link, hook, line, ring, party } = handset;
  if (device === undefined) return say("phone.head.none");
  if (link !== "open") return say("phone.head.lost");
  if (ring) return say("phone.head.ringing", { name: names.party(ring.caller), targets });
  if (hook === "on") return say("phone.head.idle");
  if (!party || !isTalking(line)) return say("phone.head.off");
  if (handset.spoken) return say("phone.head.spoken", { name: names.party(party) });
  const { third } = handset.others;
  const heard = third ? [party, third] : [party];
  return say("phone.head.talking", { name: list(heard.map(names.party)) });
}

/** While somebody is heard, where the browser writes down by itself what is said. */
function CaptionsOfNow() {
  const { hook, line, mic } = useHandset();
  const isHeard = hook === "off" && isTalking(line) && mic !== "noWebRtc" && mic !== "failed";
  if (!isHeard || !("SpeechRecognition" in globalThis)) return null;
  return (
    <Suspense>
      <Captions />
    </Suspense>
  );
}

/** What stands between this page and a good call. */
function States() {
  const { phone, words } = usePage();
  const { device, link, ring, spoken } = useHandset();
  const become = useBecome();
  const own = useOwn();
  if (device === undefined) return own === none ? <BecomeTelephone /> : null;
  if (link === "replaced")
    return (
      <Notice look="amber">
        <p>{words.say("phone.replaced")}</p>
        <div>
          <Press onPress={() => become(device)}>{words.say("phone.takeBack")}</Press>
        </div>
      </Notice>
    );
  if (link === "refused")
    return (
      <>
        <Notice look="clay">{words.say("phone.refused")}</Notice>
        <BecomeTelephone />
      </>
    );
  return (
    <>
      {ring?.announced && !phone.mayPlay() ? (
        <Notice look="amber">{words.say("phone.speaksUnheard")}</Notice>
      ) : (
        ring && !phone.audible() && <Notice look="amber">{words.say("ring.soundOff")}</Notice>
      )}
      {spoken && (
        <Notice look="amber">
          <p>{words.say("phone.micOff")}</p>
          <div>
            <Press onPress={() => void phone.talkBack("*")}>{words.say("phone.talkBack")}</Press>
          </div>
        </Notice>
      )}
      <MicNotice />
    </>
  );
}

/** The last calls; those with whoever rings or talks now, while somebody does. */
function Log() {
  const { api, words } = usePage();
  const names = useNames();
  const { ring, hook, party } = useHandset();
  const asked = useQuery(callsQuery(api, 50));
  const other = ring?.caller ?? (hook === "off" ? party : undefined);
  const name = other && names.party(other);
  const all = <Link to="/calls">{words.say("home.all")}</Link>;
  return (
    <Card
      title={name === undefined ? words.say("phone.log") : words.say("phone.logWith", { name })}
      action={all}
    >
      <Loaded asked={asked}>
        {({ items }) => {
          const over = items
            .filter(({ outcome }) => outcome !== undefined)
            .filter((call) => name === undefined || otherParty(call, names) === name)
            .slice(0, 6);
          return over.length === 0 ? (
            <p className="muted small">{words.say("phone.noLog")}</p>
          ) : (
            <CallRows calls={over} dated />
          );
        }}
      </Loaded>
    </Card>
  );
}
