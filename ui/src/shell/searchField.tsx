import { Search as Glass } from "lucide-react";
import {
  createContext,
  lazy,
  type ReactNode,
  Suspense,
  useContext,
  useEffect,
  useState,
} from "react";
import { useWords } from "../kit/page.tsx";

const load = () => import("./search/search.tsx");
const Search = lazy(load);

const OpenContext = createContext<() => void>(() => undefined);

/** The search over whatever is inside, opened by its field, its button or Ctrl K; fetched when it is wanted. */
export function Searchable({ children }: { readonly children: ReactNode }) {
  const [open, setOpen] = useState(false);
  useEffect(() => {
    const key = (event: KeyboardEvent): void => {
      const wanted = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey);
      if (!wanted || event.altKey || event.shiftKey) return;
      event.preventDefault();
      const field = document.querySelector<HTMLElement>("search input");
      if (field && document.activeElement !== field) field.focus();
      else setOpen((now) => !now);
    };
    addEventListener("keydown", key, true); // before what keeps keys to itself
    return () => removeEventListener("keydown", key, true);
  }, []);
  return (
    <OpenContext.Provider value={() => setOpen(true)}>
      {children}
      {open && (
        <Suspense fallback={null}>
          <Search close={() => setOpen(false)} />
        </Suspense>
      )}
    </OpenContext.Provider>
  );
}

/** Looks like the field that it opens. */
export function SearchField() {
  const { say } = useWords();
  return (
    <button
      type="button"
      className="search-open"
      aria-keyshortcuts="Control+K"
      onClick={useContext(OpenContext)}
      onPointerEnter={() => void load()}
      onFocus={() => void load()}
    >
      <Glass size={17} aria-hidden="true" />
      <span className="grow">{say("search.open")}</span>
      <span className="keys" aria-hidden="true">
        {say("search.keys")}
      </span>
    </button>
  );
}

/** Where there is no room for a field. */
export function SearchButton() {
  const { say } = useWords();
  return (
    <button type="button" className="button bare icon" onClick={useContext(OpenContext)}>
      <Glass size={20} strokeWidth={1.8} aria-hidden="true" />
      <span className="hidden">{say("search.open")}</span>
    </button>
  );
}
