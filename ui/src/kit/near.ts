/** Which parts of a page are near to what is seen. They are told a few in each frame, so that none is late. */

/** `height`: as the browser had it laid out, px; to ask for it here costs nothing. */
export type Tell = (isNear: boolean, height: number) => void;

interface Found {
  readonly isNear: boolean;
  /** From the beginning of the page, px. */
  readonly top: number;
  readonly height: number;
}

/** So many that are not in sight are made in one frame, and so many that are far are emptied. */
const [mostMade, mostEmptied] = [1, 4];

const told = new WeakMap<Element, Tell>();
const waiting = new Map<Element, Found>();
/** By how near is near, px. */
const observers = new Map<number, IntersectionObserver>();
let isAsked = false;

/** Until what comes back is called. */
export function watchNear(element: Element, within: number, tell: Tell): () => void {
  const observer = observers.get(within) ?? observing(within);
  observers.set(within, observer);
  told.set(element, tell);
  observer.observe(element);
  return () => {
    observer.unobserve(element);
    waiting.delete(element);
  };
}

function observing(within: number): IntersectionObserver {
  const found = (entries: readonly IntersectionObserverEntry[]): void => {
    for (const { target, isIntersecting, boundingClientRect: box } of entries)
      waiting.set(target, { isNear: isIntersecting, top: box.top + scrollY, height: box.height });
    tellSoon();
  };
  return new IntersectionObserver(found, { rootMargin: `${within}px 0px` });
}

function tellSoon(): void {
  if (!isAsked) requestAnimationFrame(tellSome);
  isAsked = true;
}

function tellSome(): void {
  isAsked = false;
  const [from, to] = [scrollY, scrollY + innerHeight];
  const isSeen = ({ top, height }: Found): boolean => top < to && top + height > from;
  let [made, emptied] = [0, 0];
  for (const [element, found] of waiting) {
    if (found.isNear ? !isSeen(found) && made++ >= mostMade : emptied++ >= mostEmptied) continue;
    waiting.delete(element);
    told.get(element)?.(found.isNear, found.height);
  }
  if (waiting.size > 0) tellSoon();
}
