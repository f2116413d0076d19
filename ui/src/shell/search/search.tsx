import {
  Search as Glass,
  type LucideIcon,
  PanelTop,
  Phone,
  Settings,
  TabletSmartphone,
  User,
  Waypoints,
} from "lucide-react";
import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { useNavigate } from "react-router";
import { usePage } from "../../kit/page.tsx";
import { Notice } from "../../kit/parts.tsx";
import type { Find, FoundGroup, Group as Kind } from "./find.ts";
import { useFinds } from "./finds.ts";
import { useCall } from "./useCall.ts";
import "./search.css";

/**
 * Call or find: a combobox over the page, with its list open (ARIA APG). It takes nothing away: a
 * call that comes meanwhile is seen and reached above it.
 */
export default function Search({ close }: { readonly close: () => void }) {
  const { words, speaksAll, askAll } = usePage();
  useEffect(askAll, [askAll]);
  useFocusBack();
  if (!speaksAll) return null;
  return (
    <search className="search" aria-label={words.say("search.open")}>
      <button
        type="button"
        className="search-shade"
        tabIndex={-1}
        aria-hidden="true"
        onClick={close}
      />
      <Panel close={close} />
    </search>
  );
}

function Panel({ close }: { readonly close: () => void }) {
  const { words } = usePage();
  const { say } = words;
  const [query, setQuery] = useState("");
  const [at, setAt] = useState(0);
  const found = useFinds(query);
  const flat = found.flatMap(({ finds }) => finds);
  const active = flat[Math.min(at, flat.length - 1)];
  const list = useId();
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  const act = useAct(close);

  function keys(event: KeyboardEvent): void {
    if (event.nativeEvent.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && flat.length > 0) setAt((at + step + flat.length) % flat.length);
    else if (event.key === "Enter" && active) act.take(active);
    else if (event.key === "Escape") close();
    else return;
    event.preventDefault();
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape closes it wherever the focus is inside
    <div className="search-panel" onKeyDown={(event) => event.key === "Escape" && close()}>
      <div className="search-field">
        <Glass size={19} aria-hidden="true" />
        <input
          ref={field}
          role="combobox"
          aria-expanded={flat.length > 0}
          aria-controls={list}
          aria-autocomplete="list"
          aria-activedescendant={active && `${list}-${flat.indexOf(active)}`}
          aria-label={say("search.open")}
          placeholder={say("search.label")}
          autoComplete="off"
          spellCheck={false}
          value={query}
          onChange={(event) => {
            setQuery(event.target.value);
            setAt(0);
          }}
          onKeyDown={keys}
        />
      </div>
      <div className="search-list" role="listbox" id={list} aria-label={say("search.open")}>
        {found.map((one) => (
          <Group key={one.group} found={one} flat={flat} active={active} list={list} act={act} />
        ))}
      </div>
      {flat.length === 0 && <p className="search-none muted">{say("search.none")}</p>}
      <div className="hidden" role="status">
        {query !== "" && say("search.found", { n: flat.length })}
      </div>
      {act.trouble !== undefined && <Notice look="clay">{act.trouble}</Notice>}
      <With act={act} />
    </div>
  );
}

interface GroupProps {
  readonly found: FoundGroup;
  readonly flat: readonly Find[];
  readonly active: Find | undefined;
  readonly list: string;
  readonly act: Act;
}

function Group({ found: { group, finds }, flat, active, list, act }: GroupProps) {
  const { words } = usePage();
  const heading = `${list}-${group}`;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a group of options has no element of its own
    <div role="group" aria-labelledby={heading}>
      <div className="search-group" id={heading} aria-hidden="true">
        {words.say(`search.group.${group}`)}
      </div>
      {finds.map((find) => {
        const Icon = icons[group];
        return (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the combobox's
          // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the combobox
          <div
            key={find.key}
            id={`${list}-${flat.indexOf(find)}`}
            role="option"
            aria-selected={find === active}
            className="search-find"
            ref={find === active ? intoView : null}
            onClick={() => act.take(find)}
          >
            <Icon size={17} strokeWidth={1.8} aria-hidden="true" />
            <span className="grow" dir="auto">
              {find.text}
            </span>
            {find.detail !== undefined && <span className="muted small num">{find.detail}</span>}
          </div>
        );
      })}
    </div>
  );
}

const icons: Readonly<Record<Kind, LucideIcon>> = {
  call: Phone,
  person: User,
  page: PanelTop,
  rule: Waypoints,
  setting: Settings,
  device: TabletSmartphone,
};

const intoView = (option: HTMLElement | null): void => option?.scrollIntoView({ block: "nearest" });

/** Which telephone calls: the system's own list. */
function With({ act }: { readonly act: Act }) {
  const { words } = usePage();
  if (act.devices.length < 2) return null;
  return (
    <label className="search-with">
      <span className="muted small">{words.say("search.with")}</span>
      <select
        className="input"
        value={act.device}
        onChange={(event) => act.choose(event.target.value)}
      >
        {act.devices.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}

/** Goes there, or calls. */
function useAct(close: () => void) {
  const navigate = useNavigate();
  const call = useCall(close);
  return {
    ...call,
    take(find: Find): void {
      if ("call" in find.act) call.call(find.act.call);
      else {
        close();
        void navigate(find.act.to);
      }
    },
  };
}
type Act = ReturnType<typeof useAct>;

/** Whoever gives up is where they were. */
function useFocusBack(): void {
  const [before] = useState(() => document.activeElement);
  useEffect(
    () => () => {
      const gone = document.activeElement === document.body || !document.activeElement;
      if (gone && before instanceof HTMLElement) before.focus({ preventScroll: true });
    },
    [before],
  );
}
