import { type ReactNode, useEffect, useLayoutEffect, useRef, useState } from "react";

interface OffscreenProps {
  /** About how high it is, in px, until it has been seen. */
  readonly estimate: number;
  readonly children: ReactNode;
}

/** Parts this near to what is seen are there already. */
const near = "1200px 0px";

/** So many rows of a list are one part. */
const atOnce = 40;

/** A long list as its parts, none of them empty. */
export function inParts<T>(all: readonly T[]): readonly (readonly [T, ...T[]])[] {
  const parts: [T, ...T[]][] = [];
  for (const one of all) {
    const last = parts.at(-1);
    if (last && last.length < atOnce) last.push(one);
    else parts.push([one]);
  }
  return parts;
}

/** One observer for all parts of a page. */
const watching = new WeakMap<Element, (isNear: boolean) => void>();
let observer: IntersectionObserver | undefined;
function watch(element: Element, tell: (isNear: boolean) => void): () => void {
  observer ??= new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) watching.get(target)?.(isIntersecting);
    },
    { rootMargin: near },
  );
  watching.set(element, tell);
  observer.observe(element);
  return () => observer?.unobserve(element);
}

/**
 * A part of a long list: made when it comes near, and while it is far away an empty place of its
 * height. So ten thousand rows cost what a few screens of them cost. It stays while it has the focus.
 */
export function Offscreen({ estimate, children }: OffscreenProps) {
  const place = useRef<HTMLDivElement>(null);
  const [isNear, setNear] = useState(false);
  const height = useRef(estimate);
  useEffect(() => {
    const element = place.current;
    if (!element) return undefined;
    return watch(element, (now) => {
      if (now || !element.contains(document.activeElement)) setNear(now);
    });
  }, []);
  useLayoutEffect(() => {
    if (isNear && place.current) height.current = place.current.offsetHeight;
  });
  return (
    <div ref={place} style={isNear ? undefined : { height: `${height.current}px` }}>
      {isNear && children}
    </div>
  );
}
