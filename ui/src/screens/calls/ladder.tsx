import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Link } from "react-router";
import type { Call, Schemas } from "../../api/client.ts";
import { ladderQuery, qualityQuery } from "../../api/queries.ts";
import { WireLadder } from "../../kit/drawnLadder.tsx";
import { useNames, usePage, useWords } from "../../kit/page.tsx";
import { Card, Loaded } from "../../kit/parts.tsx";
import { Segments } from "../../kit/segments.tsx";
import { type DrawnLadder, type DrawnRow, drawLadder, type Sounded } from "../../words/ladder.ts";

/** What went over the wire. The ordered list is the truth; the drawing is made from it and hidden from readers. */
export function Ladder({ call }: { readonly call: Call }) {
  const { api, words } = usePage();
  const asked = useQuery(ladderQuery(api, call.id));
  const sounds = useQuery(qualityQuery(api, call.id, call.ended === undefined)).data ?? [];
  const [view, setView] = useState("drawing");
  const options = [
    ["drawing", words.say("call.asDrawing")],
    ["list", words.say("call.asList")],
  ] as const;
  const choice = (
    <Segments label={words.say("call.wire")} value={view} onChange={setView} options={options} />
  );
  return (
    <Card title={words.say("call.wire")} action={choice}>
      <Loaded asked={asked}>
        {({ items, keeps }) =>
          items.length === 0 ? (
            <p className="muted small">{words.say("call.noWire")}</p>
          ) : (
            <>
              <Drawn
                ladder={drawLadder(items, soundedIn(sounds, call.began))}
                drawing={view === "drawing"}
              />
              <Keeps keeps={keeps} />
            </>
          )
        }
      </Loaded>
    </Card>
  );
}

/** From its first to its last sample, on the ladder's clock. */
const soundedIn = (sounds: readonly Schemas["LegSound"][], began: number): readonly Sounded[] =>
  sounds.flatMap(({ leg, codec, samples }) => {
    const [first, last] = [samples[0], samples.at(-1)];
    if (!first || !last) return [];
    return [{ leg, codec, from: Math.max(0, first.at - began - 5000), to: last.at - began }];
  });

function Keeps({
  keeps: { messages, days },
}: {
  readonly keeps: { readonly messages: boolean; readonly days: number };
}) {
  const { say } = useWords();
  return (
    <p className="muted small ladder-keeps">
      {messages ? (
        say("call.messagesFor", { days })
      ) : (
        <>
          {say("call.messagesOff")}{" "}
          <Link className="link" to="/settings/document">
            {say("nav.settings")}
          </Link>
        </>
      )}
    </p>
  );
}

interface DrawnProps {
  readonly ladder: DrawnLadder;
  readonly drawing: boolean;
}

function Drawn({ ladder, drawing }: DrawnProps) {
  const { say } = useWords();
  const names = useNames();
  return (
    <WireLadder
      ladder={ladder}
      isDrawn={drawing}
      title={names.title}
      told={useTold()}
      says={{
        list: say("call.wireList"),
        drawing: say("call.asDrawing"),
        next: say("call.nextMessage"),
        message: say("call.message"),
        messageNone: say("call.messageNone"),
      }}
    >
      {ladder.bands.map((band) => (
        <Sound key={`${band.left} ${band.right} ${band.first}`} ladder={ladder} band={band} />
      ))}
    </WireLadder>
  );
}

/** One row in words. */
function useTold(): (row: DrawnRow) => string {
  const words = useWords();
  const names = useNames();
  return ({ ms, from, to, text, gap }) => {
    const parties = { from: names.title(from), to: names.title(to) };
    const sentence = words.say("call.row", { ms: words.count(ms), ...parties, text });
    return gap > 0 ? `${sentence} (${words.say("call.gap", { ms: words.count(gap) })})` : sentence;
  };
}

interface SoundProps {
  readonly ladder: DrawnLadder;
  readonly band: DrawnLadder["bands"][number];
}

function Sound({ ladder: { columns, rows }, band }: SoundProps) {
  const words = useWords();
  const names = useNames();
  const who = [columns[band.left], columns[band.right]].find((one) => one !== "Ringwise") ?? "";
  const length = (rows[band.last]?.ms ?? rows.at(-1)?.ms ?? 0) - (rows[band.first]?.ms ?? 0);
  return (
    <li>
      {words.say("call.band", {
        who: names.title(who),
        codec: band.codec,
        length: words.lasting(length),
      })}
    </li>
  );
}
