import { Check, Choice, Field } from "../../../kit/fields.tsx";
import { useNames, useSettings, useWords } from "../../../kit/page.tsx";
import { Segments } from "../../../kit/segments.tsx";
import { upperFirst } from "../../../words/say.ts";
import { NumberField } from "../itemField.tsx";
import { secretOf, withoutEmpty } from "../parts/document.ts";
import { PartForm } from "../parts/partForm.tsx";
import { SecretField } from "../parts/secretField.tsx";
import { type Part, usePart } from "../parts/usePart.ts";
import { Find } from "./find.tsx";
import { kinds, type SourceItem, type SourceKind } from "./sources.ts";

interface FormProps {
  readonly kind: SourceKind;
  readonly source: SourceItem;
  readonly isNew?: boolean;
  readonly close: () => void;
}

/** Where it is, who we are there, and what is made of it. */
export function SourceForm({ kind, source, isNew = false, close }: FormProps) {
  const words = useWords();
  const { say } = words;
  const { all, put, at, urlKey } = kinds[kind];
  const part = usePart<SourceItem>({
    start: asNamed(source),
    from(now) {
      const there = all(now).find(({ id }) => id === source.id);
      return there && asNamed(there);
    },
    into: (now, one) => put(now, whole(one, source)),
    at: (written, { id }) => at(written, id),
    fields: ["/ics", "/caldav", "/carddav", "/url", "/username", "/secret", "/every", "/title"],
  });
  const { value } = part;
  const set = (more: Partial<SourceItem>): void => part.set({ ...value, ...more });
  const name = value.name || hostIn(value.url);
  return (
    <PartForm
      part={part}
      close={close}
      label={name === "" ? say(`elsewhere.add.${kind}`) : name}
      told={() => say(isNew ? "changed.added" : "changed.changed", { name })}
    >
      {kind === "calendar" && (
        <div>
          <Segments
            label={say("elsewhere.how")}
            value={value.dav ? "dav" : "file"}
            onChange={(how) => set({ dav: how === "dav" })}
            options={[
              ["file", say("elsewhere.how.file")],
              ["dav", say("elsewhere.how.dav")],
            ]}
          />
        </div>
      )}
      <div className="fields">
        <Field
          label={say("elsewhere.url")}
          hint={say(hintOf(kind, value))}
          inputMode="url"
          value={value.url}
          onChange={(url) => set({ url })}
          wrong={part.wrongAt(`/${urlKey(value)}`)}
          autoComplete="off"
        />
        <Field
          label={say("settings.name")}
          value={value.name ?? ""}
          onChange={(text) => set({ name: text })}
        />
      </div>
      <Login part={part} />
      {value.dav && kind !== "list" && (
        <Find kind={kind} source={value} choose={(url) => set({ url })} />
      )}
      <Uses kind={kind} part={part} />
    </PartForm>
  );
}

/** Its id is no name that anybody gave it. */
const asNamed = (source: SourceItem): SourceItem =>
  source.name === source.id ? { ...source, name: "" } : source;

const hintOf = (kind: SourceKind, { dav }: SourceItem) =>
  kind === "list"
    ? "elsewhere.url.list"
    : kind === "addressBook" || dav
      ? "elsewhere.url.dav"
      : "elsewhere.url.file";

/** As it is kept. */
function whole({ secret, ...rest }: SourceItem, before: SourceItem): SourceItem {
  return withoutEmpty({ ...rest, ...secretOf({ name: rest.username, secret }, before.secret) });
}

export function hostIn(url: string): string {
  return URL.canParse(url) ? new URL(url).host : url;
}

function Login({ part }: { readonly part: Part<SourceItem> }) {
  const { say } = useWords();
  const { value } = part;
  return (
    <>
      <div className="fields">
        <Field
          label={say("settings.username")}
          hint={say("elsewhere.username.hint")}
          value={value.username ?? ""}
          onChange={(username) => part.set({ ...value, username })}
          wrong={part.wrongAt("/username")}
          autoComplete="off"
        />
        <SecretField
          label={say("settings.secret")}
          value={value.secret}
          set={(secret) => part.set({ ...value, secret })}
          wrong={part.wrongAt("/secret")}
        />
      </div>
      <Check
        label={say("elsewhere.inside")}
        checked={value.inside ?? false}
        onChange={(inside) => part.set({ ...value, inside })}
      />
    </>
  );
}

/** How often it is looked at, and what it is good for here. */
function Uses({ kind, part }: { readonly kind: SourceKind; readonly part: Part<SourceItem> }) {
  const { say } = useWords();
  const { value } = part;
  return (
    <div className="fields">
      {kind === "calendar" && (
        <Field
          label={say("handling.week.title")}
          hint={say("handling.week.titleHint")}
          value={value.title ?? ""}
          onChange={(title) => part.set({ ...value, title })}
          wrong={part.wrongAt("/title")}
        />
      )}
      {kind === "list" && (
        <Choice
          label={say("elsewhere.as")}
          value={value.as ?? "block"}
          onChange={(as) => part.set({ ...value, as: as as "block" | "allow" })}
          options={[
            ["block", say("elsewhere.as.block")],
            ["allow", say("elsewhere.as.allow")],
          ]}
        />
      )}
      {kind === "addressBook" && <Groups part={part} />}
      <NumberField
        label={say("elsewhere.every")}
        hint={say("elsewhere.every.hint", { kind })}
        value={value.every}
        set={(every) => part.set({ ...value, every })}
        wrong={part.wrongAt("/every")}
      />
    </div>
  );
}

function Groups({ part }: { readonly part: Part<SourceItem> }) {
  const words = useWords();
  const names = useNames();
  const own = (useSettings()?.groups ?? []).map(({ id }) => id);
  const { value } = part;
  const groups = value.groups ?? [];
  return (
    <fieldset className="field">
      <legend className="label">{words.say("elsewhere.groups")}</legend>
      {[...new Set(["family", "favourites", ...own, ...groups])].map((id) => (
        <Check
          key={id}
          label={upperFirst(names.group(id), words)}
          checked={groups.includes(id)}
          onChange={(isIn) =>
            part.set({
              ...value,
              groups: isIn ? [...groups, id] : groups.filter((one) => one !== id),
            })
          }
        />
      ))}
    </fieldset>
  );
}
