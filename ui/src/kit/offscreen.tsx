import { type ReactNode, useEffect, useRef, useState } from "react";
import { watchNear } from "./near.ts";
import { useRowLinks } from "./rowLinks.ts";
import "./offscreen.css";

interface OffscreenProps {
  /** About how high it is, in px, until it has been seen. */
  readonly estimate: number;
  /** How near to what is seen it is made, px. */
  readonly within?: number;
  /** Called when it is near, and not before. */
  readonly children: () => ReactNode;
}

const near = 1200;
/** What has parts itself is made before those are near. */
const farther = 3000;

/** So many rows of a list are one part. */
const atOnce = 40;

/** A long list as its parts, none of them empty. */
export function inParts<T>(all: readonly T[], size = atOnce): readonly (readonly [T, ...T[]])[] {
  const parts: [T, ...T[]][] = [];
  for (const one of all) {
    const last = parts.at(-1);
    if (last && last.length < size) last.push(one);
    else parts.push([one]);
  }
  return parts;
}

/**
 * A part of a long list: made when it comes near, and while it is far away an empty place of its
 * height. So ten thousand rows cost what a few screens of them cost. It stays while it has the focus.
 */
export function Offscreen({ estimate, within = near, children }: OffscreenProps) {
  const place = useRef<HTMLDivElement>(null);
  const wasNear = useRef(false);
  const [height, setHeight] = useState<number | undefined>(estimate); // undefined: it is near, and as high as it is
  useEffect(() => {
    const element = place.current;
    if (!element) return undefined;
    return watchNear(element, within, (isNear, now) => {
      if (isNear === wasNear.current) return;
      if (!isNear && element.contains(document.activeElement)) return;
      wasNear.current = isNear;
      setHeight(isNear ? undefined : now);
    });
  }, [within]);
  const isNear = height === undefined;
  return (
    <div ref={place} className="part" style={isNear ? undefined : { height: `${height}px` }}>
      {isNear && children()}
    </div>
  );
}

/** One that has such parts itself. */
export const Outer = (props: Omit<OffscreenProps, "within">) => (
  <Offscreen {...props} within={farther} />
);

interface RowsProps<T> {
  readonly all: readonly T[];
  /** About how high one is, px. */
  readonly height: number;
  readonly keyOf: (one: T) => string;
  /** With its role of a list's item; its link is a plain one. */
  readonly row: (one: T) => ReactNode;
  readonly className: string;
}

/** So many rows are made at a time: what a frame of a slow telephone has time for. */
const [few, many] = [6, 90];

/** One long list. To whoever hears it, its parts are not there. */
export function Rows<T>({ all, height, keyOf, row, className }: RowsProps<T>) {
  const place = useRowLinks<HTMLDivElement>();
  const inFew = (some: readonly T[]): ReactNode =>
    inParts(some, few).map((part) => (
      <Offscreen key={keyOf(part[0])} estimate={part.length * height}>
        {() => part.map(row)}
      </Offscreen>
    ));
  return (
    // biome-ignore lint/a11y/useSemanticElements: parts lie between a long list and its items
    <div role="list" className={className} ref={place}>
      {all.length <= many
        ? inFew(all)
        : inParts(all, many).map((part) => (
            <Outer key={keyOf(part[0])} estimate={part.length * height}>
              {() => inFew(part)}
            </Outer>
          ))}
    </div>
  );
}
