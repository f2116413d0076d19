/** A tree for the eye, the keys and readers: WAI-ARIA's `tree`, of whose items one is reached by Tab. */
import { ChevronRight } from "lucide-react";
import {
  createContext,
  type KeyboardEvent,
  type ReactNode,
  useContext,
  useEffect,
  useId,
  useRef,
  useState,
} from "react";
import { nextNamed, type TreeMove, treeMove } from "./treeMove.ts";
import "./tree.css";

/** The item that Tab leads to. */
const Here = createContext<string | undefined>(undefined);

const Level = createContext(1);

interface TreeProps {
  readonly label: string;
  readonly children: ReactNode;
}

const item = '[role="treeitem"]';
const itemsIn = (tree: Element): readonly HTMLElement[] => [
  ...tree.querySelectorAll<HTMLElement>(item),
];
export function Tree({ label, children }: TreeProps) {
  const tree = useRef<HTMLUListElement>(null);
  const [here, setHere] = useState<string>();
  useEffect(() => {
    const items = tree.current ? itemsIn(tree.current) : [];
    if (!items.some(({ id }) => id === here)) setHere(items[0]?.id);
  });

  function pressed(event: KeyboardEvent<HTMLUListElement>): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const at = (event.target as Element).closest<HTMLElement>(item);
    if (!at) return;
    const { direction } = getComputedStyle(event.currentTarget);
    const move = treeMove(event.key, direction === "rtl");
    const items = itemsIn(event.currentTarget);
    if (move) go(move, at, items);
    else if (event.key.length === 1) goToNamed(event.key, at, items);
    else return;
    event.preventDefault();
  }
  return (
    <Here value={here}>
      <ul
        ref={tree}
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a tree is made of lists
        role="tree"
        className="tree"
        aria-label={label}
        onKeyDown={pressed}
        onFocus={({ target }) => setHere(target.closest(item)?.id)}
      >
        {children}
      </ul>
    </Here>
  );
}

/** What is below an item stands beside it, in a list of its own. */
const parentOf = (at: HTMLElement): HTMLElement | null | undefined =>
  at.closest('[role="group"]')?.parentElement?.querySelector<HTMLElement>(item);

function go(move: TreeMove, at: HTMLElement, items: readonly HTMLElement[]): void {
  const nth = items.indexOf(at);
  const open = at.ariaExpanded;
  const link = at.querySelector("a");
  const turn = (): void => at.querySelector<HTMLElement>(".tree-turn")?.click();
  const acts: Readonly<Record<TreeMove, () => void>> = {
    next: () => items[nth + 1]?.focus(),
    previous: () => items[nth - 1]?.focus(),
    first: () => items[0]?.focus(),
    last: () => items.at(-1)?.focus(),
    in: () => (open === "false" ? turn() : open === "true" && items[nth + 1]?.focus()),
    out: () => (open === "true" ? turn() : parentOf(at)?.focus()),
    press: () => (link ? link.click() : turn()),
    turn,
  };
  acts[move]();
}

function goToNamed(letter: string, at: HTMLElement, items: readonly HTMLElement[]): void {
  const names = items.map((one) => one.textContent?.trim() ?? "");
  items[nextNamed(names, items.indexOf(at), letter)]?.focus();
}

interface ItemProps {
  readonly row: ReactNode;
  /** Without it the item is a leaf. */
  readonly below?: () => ReactNode;
  readonly isOpenAtFirst?: boolean;
}

/** What is below is there only while it is open. */
export function TreeItem({ row, below, isOpenAtFirst = false }: ItemProps) {
  const id = useId();
  const here = useContext(Here);
  const level = useContext(Level);
  const [open, setOpen] = useState(isOpenAtFirst);
  return (
    <li role="none">
      <div
        role="treeitem"
        className="tree-row"
        id={id}
        tabIndex={here === id ? 0 : -1}
        aria-level={level}
        {...(below && { "aria-expanded": open })}
        {...(below && open && { "aria-owns": `${id}-below` })}
      >
        {below ? (
          <span className="tree-turn" aria-hidden="true" onClick={() => setOpen(!open)}>
            <ChevronRight size={16} />
          </span>
        ) : (
          <span className="tree-turn" aria-hidden="true" />
        )}
        {row}
      </div>
      {below && open && (
        <Level value={level + 1}>
          {/* biome-ignore lint/a11y/useSemanticElements: the items below, as WAI-ARIA has it */}
          <ul role="group" id={`${id}-below`}>
            {below()}
          </ul>
        </Level>
      )}
    </li>
  );
}
