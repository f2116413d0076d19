import { Plus } from "lucide-react";
import { useState } from "react";
import { newId } from "#kit/newId.ts";
import { useMayChange } from "../../../kit/locked.tsx";
import { MoreMenu } from "../../../kit/moreMenu.tsx";
import { Stressed, useNames, useSettings, useWords } from "../../../kit/page.tsx";
import { Card, Press } from "../../../kit/parts.tsx";
import { type OpenedIn, useOpened } from "../../../kit/useOpened.ts";
import type { WayOutItem } from "../parts/document.ts";
import { PartForm, Refusals } from "../parts/partForm.tsx";
import { useAct } from "../parts/useAct.ts";
import { usePart } from "../parts/usePart.ts";
import { AccountOrder } from "./accountOrder.tsx";
import { inTurn, waySentence } from "./outWords.ts";
import { outgoingOf, WayForm, waysOf, withWays } from "./wayForm.tsx";

/** Which account a call leaves by: lines of which the first that fits counts, and the usual order behind them. */
export function Ways() {
  const { say } = useWords();
  const mayChange = useMayChange();
  const settings = useSettings() ?? {};
  const [adding, setAdding] = useState(false);
  const ways = waysOf(settings);
  const opened = useOpened(ways);
  const hasAccounts = (settings.accounts ?? []).length > 0;
  return (
    <Card
      title={say("out.ways")}
      action={
        <Press isDisabled={!mayChange || adding || !hasAccounts} onPress={() => setAdding(true)}>
          <Plus size={16} aria-hidden="true" />
          {say("out.add")}
        </Press>
      }
    >
      <p className="muted small">{say(hasAccounts ? "out.ways.text" : "out.ways.noAccounts")}</p>
      {adding && (
        <WayForm
          way={{ id: newId("way", ways), when: { is: "to", countries: [] } as never, through: [] }}
          isNew
          close={() => setAdding(false)}
        />
      )}
      <ul className="list">
        {opened.all.map((way, i) => (
          <OneWay key={way.id} way={way} at={i} of={ways.length} opened={opened} />
        ))}
        {hasAccounts && <Usual isOnly={ways.length === 0} />}
      </ul>
    </Card>
  );
}

interface OneProps {
  readonly way: WayOutItem;
  readonly at: number;
  readonly of: number;
  readonly opened: OpenedIn<WayOutItem>;
}

function OneWay({ way, at, of, opened }: OneProps) {
  const words = useWords();
  const { say } = words;
  const names = useNames();
  const mayChange = useMayChange();
  const { act, refused } = useAct();
  const name = way.name || say("out.aWay");
  const move = (to: number): void =>
    void act(
      (now) => {
        const others = waysOf(now).filter(({ id }) => id !== way.id);
        const own = waysOf(now).find(({ id }) => id === way.id) ?? way;
        return withWays(now, [...others.slice(0, to), own, ...others.slice(to)]);
      },
      say("out.moved", { name, to: to + 1, n: of }),
    );
  return (
    <li className="wraps">
      <div className="grow">
        {way.name && <p className="eyebrow">{way.name}</p>}
        <p className="says sentence">
          <Stressed sentence={waySentence(way, { words, names })} />
        </p>
        <Refusals all={refused} />
      </div>
      <MoreMenu
        label={say("out.moreOf", { n: at + 1 })}
        acts={[
          {
            id: "change",
            text: say("account.change"),
            isDisabled: !mayChange,
            act: () => opened.open(way),
          },
          {
            id: "up",
            text: say("out.up"),
            isDisabled: !mayChange || at === 0,
            act: () => move(at - 1),
          },
          {
            id: "down",
            text: say("out.down"),
            isDisabled: !mayChange || at === of - 1,
            act: () => move(at + 1),
          },
          {
            id: "remove",
            text: say("settings.remove"),
            look: "red",
            isDisabled: !mayChange,
            act() {
              opened.close(way.id);
              void act(
                (now) =>
                  withWays(
                    now,
                    waysOf(now).filter(({ id }) => id !== way.id),
                  ),
                say("changed.removed", { name }),
              );
            },
          },
        ]}
      />
      {opened.isOpen(way.id) && (
        <div className="whole">
          <WayForm way={way} close={() => opened.close(way.id)} />
        </div>
      )}
    </li>
  );
}

/** What holds where no line fits. */
function Usual({ isOnly }: { readonly isOnly: boolean }) {
  const words = useWords();
  const { say } = words;
  const names = useNames();
  const mayChange = useMayChange();
  const [open, setOpen] = useState(false);
  const settings = useSettings() ?? {};
  const route = outgoingOf(settings).route ?? [];
  const all = (settings.accounts ?? []).map(({ id }) => id);
  const part = usePart<readonly string[]>({
    start: route,
    into: (now, ids) => ({ ...now, outgoing: { ...outgoingOf(now), route: ids } }),
    at: () => "/outgoing/route",
    fields: [""],
  });
  return (
    <li className="wraps">
      <div className="grow">
        <p className="says sentence">
          <Stressed
            sentence={say("out.usual", {
              only: isOnly ? "yes" : "no",
              through: inTurn(route.length === 0 ? all : route, { words, names }),
            })}
          />
        </p>
        {route.length === 0 && <p className="muted small">{say("out.usual.all")}</p>}
      </div>
      <Press
        isDisabled={!mayChange}
        aria-expanded={open}
        aria-label={say("out.usual.change")}
        onPress={() => setOpen(!open)}
      >
        {say("account.change")}
      </Press>
      {open && (
        <div className="whole">
          <PartForm
            part={part}
            close={() => setOpen(false)}
            label={say("out.usual.change")}
            told={() => say("out.usual.changed")}
          >
            <AccountOrder label={say("out.inOrder")} ids={part.value} set={part.set} />
            <p className="hint">{say("out.usual.hint")}</p>
          </PartForm>
        </div>
      )}
    </li>
  );
}
