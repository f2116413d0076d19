import { useQuery } from "@tanstack/react-query";
import { type Alike, alikeQuery, mergePeople } from "../../api/people.ts";
import { useMayChange } from "../../kit/locked.tsx";
import { useNames, usePage } from "../../kit/page.tsx";
import { Card, Press, Trouble } from "../../kit/parts.tsx";
import { useSettingsAct } from "../../kit/settingsAct.ts";

/** So many at a time: the next stand there when these are settled. */
const shown = 5;

/** Entries that are likely of one person, and how they become one; nothing where there are none. */
export function AlikeCard() {
  const { api, words } = usePage();
  const all = useQuery(alikeQuery(api)).data ?? [];
  const { act, error, isPending } = useSettingsAct();
  if (all.length === 0) return null;
  return (
    <Card title={words.say("alike.title")} className="alike-card">
      <Trouble error={error} />
      <ul className="list">
        {all.slice(0, shown).map((one) => (
          <One
            key={one.ids.join(" ")}
            one={one}
            busy={isPending}
            merge={(name) =>
              void act(words.say("alike.merged", { name }), () => mergePeople(api, one.ids))
            }
          />
        ))}
      </ul>
    </Card>
  );
}

interface OneProps {
  readonly one: Alike;
  readonly busy: boolean;
  readonly merge: (name: string) => void;
}

function One({ one: { ids, by, what }, busy, merge }: OneProps) {
  const { words } = usePage();
  const names = useNames();
  const mayChange = useMayChange();
  const all = words.list(ids.map((id) => names.person(id)));
  const said = {
    by,
    names: all,
    n: ids.length,
    what: by === "number" ? names.written(what) : what,
  };
  return (
    <li>
      <p className="grow" dir="auto">
        {words.say("alike.text", said)}
      </p>
      <Press
        isDisabled={!mayChange || busy}
        aria-label={words.say("alike.mergeThese", { names: all })}
        onPress={() => merge(names.person(ids[0] ?? ""))}
      >
        {words.say("alike.merge")}
      </Press>
    </li>
  );
}
