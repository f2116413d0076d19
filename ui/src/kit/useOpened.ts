import { useState } from "react";

interface Opened<T> {
  readonly item: T;
  readonly at: number;
}

/**
 * The items of a list whose form is open. One that somebody else removes meanwhile keeps its place
 * until its form is closed: what is written there is not lost.
 */
export function useOpened<T extends { readonly id: string }>(items: readonly T[]) {
  const [opened, setOpened] = useState<readonly Opened<T>[]>([]);
  const isListed = (id: string): boolean => items.some((one) => one.id === id);
  const all = [...items];
  for (const { item, at } of opened) if (!isListed(item.id)) all.splice(at, 0, item);
  const without = (now: readonly Opened<T>[], id: string) =>
    now.filter(({ item }) => item.id !== id);
  return {
    /** With those that are there no more and still open. */
    all: all as readonly T[],
    isOpen: (id: string): boolean => opened.some(({ item }) => item.id === id),
    isListed,
    open: (item: T): void =>
      setOpened((now) => [...without(now, item.id), { item, at: items.indexOf(item) }]),
    close: (id: string): void => setOpened((now) => without(now, id)),
  };
}
export type OpenedIn<T extends { readonly id: string }> = ReturnType<typeof useOpened<T>>;
