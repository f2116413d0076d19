import { useQuery } from "@tanstack/react-query";
import { callsQuery } from "../../api/queries.ts";
import type { Handset } from "../../handset/state.ts";
import { CallRows } from "../../kit/callRows.tsx";
import { useHandset, useNames, usePage, useTitle } from "../../kit/page.tsx";
import { Card, Loaded, Notice, Press } from "../../kit/parts.tsx";
import { useBecome } from "../../shell/ownDevice.ts";
import type { Names } from "../../words/names.ts";
import type { Words } from "../../words/say.ts";
import { BecomeTelephone } from "./become.tsx";
import { MicNotice } from "./micNotice.tsx";
import { Tel } from "./tel.tsx";
import "./phone.css";

/** The handset. Its telephone lives in the shell; here it is shown and held. */
export default function Phone() {
  useTitle("phone.title");
  const { words } = usePage();
  return (
    <div className="phone-desk">
      <Tel />
      <div className="stack phone-side">
        <div>
          <p className="eyebrow">{words.say("phone.title")}</p>
          <Headline />
        </div>
        <States />
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
  return <h1>{headOf(useHandset(), words, names)}</h1>;
}

/** What this telephone is doing, in one sentence. */
function headOf(handset: Handset, { say }: Words, names: Names): string {
  const { device, link, hook, line, ring, party } = handset;
  if (device === undefined) return say("phone.head.none");
  if (link !== "open") return say("phone.head.lost");
  if (ring) return say("phone.head.ringing", { name: names.party(ring.caller) });
  if (hook === "on") return say("phone.head.idle");
  const talks = line === "talking" && party;
  return talks ? say("phone.head.talking", { name: names.party(party) }) : say("phone.head.off");
}

/** What stands between this page and a good call. */
function States() {
  const { phone, words } = usePage();
  const { device, link, ring } = useHandset();
  const become = useBecome();
  if (device === undefined) return <BecomeTelephone />;
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
      {ring && !phone.audible() && <Notice look="amber">{words.say("ring.soundOff")}</Notice>}
      <MicNotice />
    </>
  );
}

function Log() {
  const { api, words } = usePage();
  const asked = useQuery(callsQuery(api, 50));
  return (
    <Card title={words.say("phone.log")}>
      <Loaded asked={asked}>
        {({ items }) => {
          const over = items.filter(({ outcome }) => outcome !== undefined).slice(0, 6);
          return over.length === 0 ? (
            <p className="muted small">{words.say("phone.noLog")}</p>
          ) : (
            <CallRows calls={over} />
          );
        }}
      </Loaded>
    </Card>
  );
}
