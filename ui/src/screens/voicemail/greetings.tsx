import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { greetingsQuery } from "../../api/queries.ts";
import { useConnected, usePage, useTroubleText } from "../../kit/page.tsx";
import { Card, Loaded, Notice, Press } from "../../kit/parts.tsx";
import { Player } from "../../kit/player.tsx";
import { WhoHears } from "../handling/greetings/whoHears.tsx";
import { NewGreeting } from "./newGreeting.tsx";
import { useGreetings } from "./useGreetings.ts";
import "../handling/greetings/greetings.css";

const audioOf = (name: string): string => `/api/v1/greetings/${encodeURIComponent(name)}/audio`;

/** What callers hear before they leave a message: heard, given up, and made anew. */
export function Greetings() {
  const { api, words } = usePage();
  const asked = useQuery(greetingsQuery(api));
  const { remove, upload } = useGreetings();
  const [gone, setGone] = useState<{ readonly name: string; readonly file: Blob }>();
  const giveUp = async (name: string): Promise<void> => {
    const kept = await fetch(audioOf(name)).then((answer) => answer.blob());
    await remove.mutateAsync(name);
    setGone({ name, file: kept });
  };
  const connected = useConnected();
  const trouble = useTroubleText();
  return (
    <Card title={words.say("voicemail.greetings")} className="greetings">
      <Loaded asked={asked} lines={2}>
        {(greetings) =>
          greetings.length === 0 ? (
            <p className="muted">{words.say("voicemail.greetingsNone")}</p>
          ) : (
            <ul className="own-greetings">
              {greetings.map(({ name, lengthMs }) => (
                <li key={name} className="row wrap">
                  <span className="grow">{name}</span>
                  <Player
                    src={`${audioOf(name)}?${lengthMs}`}
                    lengthMs={lengthMs}
                    labels={{
                      play: words.say("voicemail.greetingHear", { name }),
                      position: words.say("voicemail.greetingPosition", { name }),
                    }}
                  />
                  <Press
                    look="bare red"
                    isDisabled={!connected}
                    onPress={() => void giveUp(name).catch(() => undefined)}
                    aria-label={words.say("voicemail.greetingRemove", { name })}
                  >
                    {words.say("voicemail.delete")}
                  </Press>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
      <div className="said" role="status">
        {gone && (
          <div className="row wrap gap-small">
            <span className="grow">{words.say("greetings.gone", { name: gone.name })}</span>
            <Press
              isDisabled={!connected}
              onPress={() => upload.mutate(gone, { onSuccess: () => setGone(undefined) })}
            >
              {words.say("settings.undo")}
            </Press>
          </div>
        )}
      </div>
      {remove.error && <Notice look="clay">{trouble(remove.error)}</Notice>}
      <NewGreeting />
      <WhoHears own={(asked.data ?? []).map(({ name }) => name)} />
    </Card>
  );
}
