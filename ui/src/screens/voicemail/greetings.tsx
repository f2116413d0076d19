import { useQuery } from "@tanstack/react-query";
import { greetingsQuery } from "../../api/queries.ts";
import { useConnected, usePage, useTroubleText } from "../../kit/page.tsx";
import { Card, Loaded, Notice, Press } from "../../kit/parts.tsx";
import { Player } from "../../kit/player.tsx";
import { NewGreeting } from "./newGreeting.tsx";
import { useGreetings } from "./useGreetings.ts";

/** What callers hear before they leave a message: heard, given up, and made anew. */
export function Greetings() {
  const { api, words } = usePage();
  const asked = useQuery(greetingsQuery(api));
  const { remove } = useGreetings();
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
                    src={`/api/v1/greetings/${encodeURIComponent(name)}/audio?${lengthMs}`}
                    lengthMs={lengthMs}
                    labels={{
                      play: words.say("voicemail.greetingHear", { name }),
                      position: words.say("voicemail.greetingPosition", { name }),
                    }}
                  />
                  <Press
                    look="bare red"
                    isDisabled={!connected}
                    onPress={() => remove.mutate(name)}
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
      {remove.error && <Notice look="clay">{trouble(remove.error)}</Notice>}
      <NewGreeting />
    </Card>
  );
}
