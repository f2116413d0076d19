import { Plus } from "lucide-react";
import { useState } from "react";
import { newId } from "#kit/newId.ts";
import { sameNumber } from "#telephony/number/phoneNumber.ts";
import { Field } from "../../../kit/fields.tsx";
import { useMayChange } from "../../../kit/locked.tsx";
import { MoreMenu } from "../../../kit/moreMenu.tsx";
import { useNames, useSettings, useWords } from "../../../kit/page.tsx";
import { Card, Press } from "../../../kit/parts.tsx";
import { type OpenedIn, useOpened } from "../../../kit/useOpened.ts";
import type { SettingsDocument } from "../../../words/decision.ts";
import { homeOf } from "../../../words/names.ts";
import {
  type AccountItem,
  itemsOf,
  type NumberItem,
  type Outgoing,
  placeOf,
  sectionOf,
  withItem,
  withoutEmpty,
  withoutNumber,
} from "../parts/document.ts";
import { PartForm, Refusals } from "../parts/partForm.tsx";
import { useAct } from "../parts/useAct.ts";
import { usePart } from "../parts/usePart.ts";

const numbersOf = (document: SettingsDocument): readonly NumberItem[] =>
  itemsOf<NumberItem>(document, "numbers");

/** What callers dial to reach this house. */
export function Numbers() {
  const { say } = useWords();
  const mayChange = useMayChange();
  const settings = useSettings();
  const [adding, setAdding] = useState(false);
  const numbers = settings ? numbersOf(settings) : [];
  const opened = useOpened(numbers);
  return (
    <Card
      title={say("numbers.title")}
      action={
        <Press isDisabled={!mayChange || adding} onPress={() => setAdding(true)}>
          <Plus size={16} aria-hidden="true" />
          {say("settings.add.number")}
        </Press>
      }
    >
      {numbers.length === 0 && !adding && <p className="muted">{say("settings.none.numbers")}</p>}
      <ul className="list">
        {opened.all.map((one) => (
          <OneNumber key={one.id} number={one} settings={settings ?? {}} opened={opened} />
        ))}
      </ul>
      {adding && (
        <NumberForm
          number={{ id: newId("number", numbers), number: "" }}
          isNew
          close={() => setAdding(false)}
        />
      )}
    </Card>
  );
}

interface OneProps {
  readonly number: NumberItem;
  readonly settings: SettingsDocument;
  readonly opened: OpenedIn<NumberItem>;
}

function OneNumber({ number, settings, opened }: OneProps) {
  const { say, list } = useWords();
  const names = useNames();
  const mayChange = useMayChange();
  const { act, refused } = useAct();
  const { id } = number;
  const written = number.number ? names.written(number.number) : (number.address ?? id);
  const title = number.name || written;
  const through = accountsOf(number, settings).map((one) => names.account(one.id));
  const { shows } = sectionOf<Outgoing>(settings, "outgoing");
  const facts = [
    ...(number.name ? [written] : []),
    ...(number.number && number.address ? [number.address] : []),
    through.length > 0
      ? say("numbers.through", { accounts: list(through) })
      : say("numbers.throughNone"),
    ...(shows === id ? [say("numbers.shown")] : []),
  ];
  return (
    <li className="wraps">
      <div className="grow">
        <p className="name num" dir="auto">
          {title}
        </p>
        <p className="muted small">{facts.join(" · ")}</p>
        <Refusals all={refused} />
      </div>
      <MoreMenu
        label={say("account.more", { name: title })}
        acts={[
          { id: "change", text: say("account.change"), act: () => opened.open(number) },
          {
            id: "remove",
            text: say("settings.remove"),
            look: "red",
            isDisabled: !mayChange,
            act() {
              opened.close(id);
              void act((now) => withoutNumber(now, id), say("changed.removed", { name: title }));
            },
          },
        ]}
      />
      {opened.isOpen(id) && (
        <div className="whole">
          <NumberForm number={number} close={() => opened.close(id)} />
        </div>
      )}
    </li>
  );
}

/** Those that have it as theirs. */
export function accountsOf(
  { number }: NumberItem,
  settings: SettingsDocument,
): readonly AccountItem[] {
  if (!number) return [];
  const home = homeOf(settings);
  return itemsOf<AccountItem>(settings, "accounts").filter(
    (one) => one.number !== undefined && sameNumber(one.number, number, home),
  );
}

interface FormProps {
  readonly number: NumberItem;
  readonly isNew?: boolean;
  readonly close: () => void;
}

function NumberForm({ number, isNew = false, close }: FormProps) {
  const { say } = useWords();
  const part = usePart<NumberItem>({
    start: number,
    from: (now) => numbersOf(now).find(({ id }) => id === number.id),
    into: (now, one) => ({ ...now, numbers: withItem(numbersOf(now), withoutEmpty(one)) }),
    at: (written, { id }) => `/numbers/${placeOf(numbersOf(written), id)}`,
    fields: ["/name", "/number", "/address"],
  });
  const { value } = part;
  const name = value.name || value.number || value.address || "";
  return (
    <PartForm
      part={part}
      close={close}
      label={say("settings.add.number")}
      told={() => say(isNew ? "changed.added" : "changed.changed", { name })}
    >
      <div className="fields">
        <Field
          label={say("settings.number")}
          hint={say("settings.number.hint")}
          inputMode="tel"
          value={value.number ?? ""}
          onChange={(text) => part.set({ ...value, number: text })}
          wrong={part.wrongAt("/number")}
        />
        <Field
          label={say("settings.name")}
          hint={say("numbers.name.hint")}
          value={value.name ?? ""}
          onChange={(text) => part.set({ ...value, name: text })}
          wrong={part.wrongAt("/name")}
        />
        <Field
          label={say("settings.address")}
          hint={say("numbers.address.hint")}
          value={value.address ?? ""}
          onChange={(text) => part.set({ ...value, address: text })}
          wrong={part.wrongAt("/address")}
        />
      </div>
    </PartForm>
  );
}
