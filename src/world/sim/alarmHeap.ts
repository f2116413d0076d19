import type { Instant } from "#kit/time.ts";

/** An alarm that was taken back has no `wake`; it leaves the heap when its time comes. */
export interface Alarm {
  readonly due: Instant;
  readonly order: number;
  wake: (() => void) | undefined;
}

/** Alarms by due time, then by order: a binary heap in an array, the earliest at 0. */
export interface AlarmHeap {
  put(alarm: Alarm): void;
  /** The earliest, when it is due by then. */
  takeDue(end: Instant): Alarm | undefined;
}

const isBefore = (a: Alarm, b: Alarm): boolean =>
  a.due < b.due || (a.due === b.due && a.order < b.order);

export function alarmHeap(): AlarmHeap {
  const heap: Alarm[] = [];
  return {
    put(alarm) {
      heap.push(alarm);
      rise(heap, heap.length - 1);
    },
    takeDue(end) {
      for (let first = heap[0]; first; first = heap[0]) {
        if (first.wake && first.due > end) return undefined;
        takeFirst(heap);
        if (first.wake) return first;
      }
      return undefined;
    },
  };
}

function swapped(heap: Alarm[], i: number, j: number): boolean {
  const a = heap[i];
  const b = heap[j];
  if (!a || !b || !isBefore(b, a)) return false;
  heap[i] = b;
  heap[j] = a;
  return true;
}

/** `swapped(parent, child)` is true while the child belongs above. */
function rise(heap: Alarm[], from: number): void {
  let at = from;
  for (let parent = (at - 1) >> 1; at > 0 && swapped(heap, parent, at); parent = (at - 1) >> 1)
    at = parent;
}

function takeFirst(heap: Alarm[]): void {
  const last = heap.pop();
  if (!last || heap.length === 0) return;
  heap[0] = last;
  for (let at = 0, child = earlierChild(heap, 0); swapped(heap, at, child); ) {
    at = child;
    child = earlierChild(heap, at);
  }
}

function earlierChild(heap: readonly Alarm[], of: number): number {
  const left = heap[2 * of + 1];
  const right = heap[2 * of + 2];
  return left && right && isBefore(right, left) ? 2 * of + 2 : 2 * of + 1;
}
