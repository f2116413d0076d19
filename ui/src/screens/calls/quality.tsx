import { useQuery } from "@tanstack/react-query";
import type { Call } from "../../api/client.ts";
import { qualityQuery } from "../../api/queries.ts";
import { useNames, usePage, useSettings, useWords } from "../../kit/page.tsx";
import { Card, Loaded } from "../../kit/parts.tsx";
import {
  choppyBelow,
  type LegSound,
  type Sample,
  soundSentence,
  speakerOf,
} from "../../words/sound.ts";

/** How each party was heard, over time: a sentence, and a line for the eye. */
export function Quality({ call }: { readonly call: Call }) {
  const { api, words } = usePage();
  const asked = useQuery(qualityQuery(api, call.id, call.ended === undefined));
  return (
    <Card title={words.say("call.quality")}>
      <Loaded asked={asked}>
        {(sounds) => {
          const heard = sounds
            .map((sound, nth) => ({ nth, sound })) // a party may be in a call twice
            .filter(({ sound }) => sound.samples.length > 0);
          return heard.length === 0 ? (
            <p className="muted small">{words.say("call.noPackets")}</p>
          ) : (
            <>
              <ul className="sounds">
                {heard.map(({ nth, sound }) => (
                  <Heard key={nth} call={call} sound={sound} />
                ))}
              </ul>
              <p className="muted small">{words.say("sound.good")}</p>
            </>
          );
        }}
      </Loaded>
      <Packets call={call} />
    </Card>
  );
}

interface HeardProps {
  readonly call: Call;
  readonly sound: LegSound;
}

function Heard({ call, sound: { leg, codec = "", samples } }: HeardProps) {
  const words = useWords();
  const names = useNames();
  const isAccount = useSettings()?.accounts?.some(({ id }) => id === leg) ?? false;
  const name = speakerOf(leg, call, names, isAccount);
  const trips = samples.flatMap(({ roundTrip }) => (roundTrip === undefined ? [] : [roundTrip]));
  const trip = trips.length === 0 ? "none" : words.count(Math.max(...trips));
  const jitter = words.count(Math.max(...samples.map((one) => one.jitter)));
  return (
    <li>
      <p dir="auto">{soundSentence(name, samples, words)}</p>
      <Sparkline samples={samples} />
      <p className="muted small num">
        {words.say("sound.figures", { codec: codec || "RTP", jitter, trip })}
      </p>
    </li>
  );
}

const [width, height] = [300, 40];
const rise = (mos: number): number => height - 2 - ((mos - 1) / 3.5) * (height - 4);

/** For the eye alone: the sentence says what it shows. */
function Sparkline({ samples }: { readonly samples: readonly Sample[] }) {
  const [first, last] = [samples[0]?.at ?? 0, samples.at(-1)?.at ?? 1];
  const along = (at: number): number =>
    last === first ? 0 : ((at - first) / (last - first)) * width;
  const points = samples.map(({ at, mos }) => `${along(at).toFixed(1)},${rise(mos).toFixed(1)}`);
  return (
    <svg
      className="sparkline"
      viewBox={`0 0 ${width} ${height}`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      <line className="threshold" x1={0} x2={width} y1={rise(choppyBelow)} y2={rise(choppyBelow)} />
      <polyline points={points.join(" ")} />
      {samples
        .filter(({ mos }) => mos < choppyBelow)
        .map(({ at, mos }) => (
          <path
            key={at}
            className="bad"
            d={`M${along(at).toFixed(1)} ${rise(mos).toFixed(1)}h0.01`}
          />
        ))}
    </svg>
  );
}

/** What the media engine has counted; all that there is of calls of earlier versions. */
function Packets({ call }: { readonly call: Call }) {
  const words = useWords();
  const names = useNames();
  if (call.rtp.length === 0) return null;
  return (
    <details className="packets-more">
      <summary className="small muted">{words.say("call.packets")}</summary>
      <table className="packets num">
        <thead>
          <tr>
            <th scope="col">{words.say("call.leg")}</th>
            <th scope="col">{words.say("call.sent")}</th>
            <th scope="col">{words.say("call.received")}</th>
            <th scope="col">{words.say("call.mos")}</th>
          </tr>
        </thead>
        <tbody>
          {call.rtp.map(({ leg, sent, received, mos }) => (
            <tr key={leg}>
              <th scope="row" dir="auto">
                {names.title(leg)}
              </th>
              <td>{words.count(sent)}</td>
              <td>{words.count(received)}</td>
              <td>{mos === undefined ? "–" : words.count(mos)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
