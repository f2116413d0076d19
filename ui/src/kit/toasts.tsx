import { X } from "lucide-react";
import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useRef,
  useState,
} from "react";
import { useWords } from "./page.tsx";
import { Press } from "./parts.tsx";

/** What has just been done, and how to take it back. */
export interface Told {
  readonly text: string;
  readonly undo?: (() => void) | undefined;
}
type Tell = (told: Told) => void;

const TellContext = createContext<Tell>(() => undefined);
/** Says it at the edge of the page, politely; nobody hears of it where there is no shell. */
export const useTell = (): Tell => useContext(TellContext);

interface Toast extends Told {
  readonly key: number;
}

/** They stay long enough to be read and acted on, and longer while somebody is with them (WCAG 2.2.1). */
const staysFor = 12_000;
const mostAtOnce = 1;

export function Toasts({ children }: { readonly children: ReactNode }) {
  const [toasts, setToasts] = useState<readonly Toast[]>([]);
  const tell = useCallback<Tell>((told) => {
    setToasts((now) => [...now, { ...told, key: (now.at(-1)?.key ?? 0) + 1 }].slice(-mostAtOnce));
  }, []);
  const drop = useCallback(
    (key: number) => setToasts((now) => now.filter((one) => one.key !== key)),
    [],
  );
  return (
    <TellContext.Provider value={tell}>
      {children}
      <Region toasts={toasts} drop={drop} />
    </TellContext.Provider>
  );
}

interface RegionProps {
  readonly toasts: readonly Toast[];
  readonly drop: (key: number) => void;
}

function Region({ toasts, drop }: RegionProps) {
  const { say } = useWords();
  const [held, setHeld] = useState(false);
  const region = useRef<HTMLElement>(null);
  /** Where whoever came here by the keyboard was before. */
  const before = useRef<Element>(null);
  /** What has the focus gives it back first: it does not vanish with it. */
  const close = (key: number): void => {
    const focused = document.activeElement;
    if (focused instanceof HTMLElement && region.current?.contains(focused)) {
      focused.blur();
      if (before.current instanceof HTMLElement) before.current.focus({ preventScroll: true });
    }
    drop(key);
  };
  return (
    <section
      ref={region}
      className="toasts"
      data-region={toasts.length > 0 ? "toasts" : undefined}
      aria-label={say("toast.region")}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={({ currentTarget, relatedTarget }) => {
        setHeld(true);
        if (!currentTarget.contains(relatedTarget)) before.current = relatedTarget;
      }}
      onBlur={() => setHeld(false)}
    >
      <div role="status">
        {toasts.map((toast) => (
          <OneToast key={toast.key} toast={toast} held={held} drop={drop} close={close} />
        ))}
      </div>
    </section>
  );
}

interface OneProps {
  readonly toast: Toast;
  readonly held: boolean;
  readonly drop: (key: number) => void;
  readonly close: (key: number) => void;
}

function OneToast({ toast: { key, text, undo }, held, drop, close }: OneProps) {
  const { say } = useWords();
  useEffect(() => {
    if (held) return;
    const timer = setTimeout(() => drop(key), staysFor);
    return () => clearTimeout(timer);
  }, [held, drop, key]);
  return (
    <div className="toast">
      <span className="grow">{text}</span>
      {undo && (
        <Press
          onPress={() => {
            close(key);
            undo();
          }}
        >
          {say("toast.undo")}
        </Press>
      )}
      <Press look="bare icon" aria-label={say("toast.away")} onPress={() => close(key)}>
        <X size={16} aria-hidden="true" />
      </Press>
    </div>
  );
}
