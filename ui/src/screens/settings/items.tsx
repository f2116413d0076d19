/** Devices: a list of the document, each item a small form. */
import { Plus, Trash2 } from "lucide-react";
import { newId } from "#kit/newId.ts";
import { usePage, useWords } from "../../kit/page.tsx";
import { Notice, Press } from "../../kit/parts.tsx";
import type { MessageId } from "../../words/en.ts";
import type { Draft } from "./draft.ts";
import { type FieldSpec, type Item, ItemField } from "./itemField.tsx";

type ListName = "devices";

const name: FieldSpec = { key: "name", label: "settings.name" };
const username: FieldSpec = { key: "username", label: "settings.username" };
const secret: FieldSpec = { key: "secret", label: "settings.secret", is: "secret" };

const deviceFields = ({ kind }: Item): readonly FieldSpec[] => {
  switch (kind) {
    case "sip":
      return [name, username, secret];
    case "mgcp":
      return [
        name,
        { key: "endpoint", label: "settings.endpoint" },
        { key: "gateway", label: "settings.gateway" },
      ];
    default:
      return [name];
  }
};

interface ItemsProps {
  readonly draft: Draft;
}

export const DeviceItems = ({ draft }: ItemsProps) => (
  <Items
    draft={draft}
    list="devices"
    fields={deviceFields}
    added={[
      ["device.kind.sip", { id: "", kind: "sip", secret: "" }, "phone"],
      ["device.kind.browser", { id: "", kind: "browser" }, "browser"],
    ]}
  />
);

/** What the button says, what the new item starts with, and its first id. */
type Added = readonly [text: MessageId, item: Item, id: string];

interface ListProps {
  readonly draft: Draft;
  readonly list: ListName;
  readonly fields: (item: Item) => readonly FieldSpec[];
  readonly added: readonly Added[];
}

function Items({ draft, list, fields, added }: ListProps) {
  const { say } = useWords();
  const items = (draft.document[list] ?? []) as readonly Item[];
  const set = (next: readonly Item[]): void =>
    draft.edit((now) => ({ ...now, [list]: next }) as typeof now);
  return (
    <>
      {items.length === 0 && <Notice>{say(`settings.none.${list}`)}</Notice>}
      {items.map((item, at) => (
        <OneItem
          // biome-ignore lint/suspicious/noArrayIndexKey: ids change while they are typed
          key={at}
          item={item}
          path={`/${list}/${at}`}
          draft={draft}
          fields={fields(item)}
          isNew={!hasId(draft.base[list], item.id)}
          change={(next) => set(items.map((one, i) => (i === at ? next : one)))}
          remove={() => set(items.filter((_one, i) => i !== at))}
        />
      ))}
      <div className="row wrap">
        {added.map(([text, start, id]) => (
          <Press key={text} onPress={() => set([...items, { ...start, id: newId(id, items) }])}>
            <Plus size={17} aria-hidden="true" />
            {say(text)}
          </Press>
        ))}
      </div>
    </>
  );
}

const hasId = (list: readonly { readonly id: string }[] | undefined, id: string): boolean =>
  list?.some((one) => one.id === id) ?? false;

interface OneProps {
  readonly item: Item;
  readonly path: string;
  readonly draft: Draft;
  readonly fields: readonly FieldSpec[];
  readonly isNew: boolean;
  readonly change: (item: Item) => void;
  readonly remove: () => void;
}

function OneItem({ item, path, draft, fields, isNew, change, remove }: OneProps) {
  const { words } = usePage();
  const title = String(item["name"] ?? item.id);
  const specs: readonly FieldSpec[] = isNew
    ? [{ key: "id", label: "settings.id", hint: "settings.id.hint" }, ...fields]
    : fields;
  return (
    <section className="card" aria-label={title}>
      <div className="head">
        <h2>
          <span dir="auto">{title}</span>{" "}
          {!isNew && title !== item.id && <code className="muted">{item.id}</code>}
        </h2>
        <Press
          look="bare red"
          aria-label={words.say("settings.removeLabel", { name: title })}
          onPress={remove}
        >
          <Trash2 size={16} aria-hidden="true" />
          {words.say("settings.remove")}
        </Press>
      </div>
      <div className="fields">
        {specs.map((spec) => (
          <ItemField
            key={spec.key}
            spec={spec}
            item={item}
            wrong={draft.wrongAt(`${path}/${spec.key}`)}
            change={change}
          />
        ))}
      </div>
    </section>
  );
}
