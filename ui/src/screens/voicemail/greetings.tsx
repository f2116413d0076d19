import { useMutation, useQuery } from "@tanstack/react-query";
import { dataOf } from "../../api/client.ts";
import { greetingsQuery } from "../../api/queries.ts";
import { here } from "../../kit/base.ts";
import { useConnected, usePage, useTroubleText } from "../../kit/page.tsx";
import { Card, Loaded, Press, Trouble } from "../../kit/parts.tsx";
import { Player } from "../../kit/player.tsx";
import { useTell } from "../../kit/toasts.tsx";
import { WhoHears } from "../handling/greetings/whoHears.tsx";
import { NewGreeting } from "./newGreeting.tsx";
import { useGreetings } from "./useGreetings.ts";
import "../handling/greetings/greetings.css";

const audioOf = (name: string): string =>
  here(`/api/v1/greetings/${encodeURIComponent(name)}/audio`);

/** What callers hear before they leave a message: heard, given up, and made anew. */
export function Greetings() {
  const { api, words } = usePage();
  const asked = useQuery(greetingsQuery(api));
  const { remove, upload } = useGreetings();
  const connected = useConnected();
  const trouble = useTroubleText();
  const tell = useTell();
  /** What it was is kept, to be brought back. */
  const giveUp = useMutation({
    mutationFn: async (name: string) => {
      const how = { params: { path: { name } }, parseAs: "blob" } as const;
      const file = await dataOf(api.client.GET("/api/v1/greetings/{name}/audio", how));
      await remove.mutateAsync(name);
      return { name, file };
    },
    onSuccess: (gone) => {
      const back = () => upload.mutateAsync(gone).catch((error) => tell({ text: trouble(error) }));
      tell({ text: words.say("greetings.gone", { name: gone.name }), undo: () => void back() });
    },
  });
  return (
    <Card id="greetings" title={words.say("voicemail.greetings")} className="greetings">
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
                    onPress={() => giveUp.mutate(name)}
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
      <Trouble error={giveUp.error} />
      <NewGreeting />
      <WhoHears own={(asked.data ?? []).map(({ name }) => name)} />
    </Card>
  );
}
