import { type PointerEvent, useRef } from "react";
import { dragged, type Hole, holes, letGo } from "./dial.ts";
import type { Turns } from "./turns.ts";

interface Held {
  readonly hole: Hole;
  readonly pointer: number;
  angle: number;
  turned: number;
}

/** Less is a touch, not a turn. */
const touch = 6;

/** A finger or a mouse that takes a hole along. A touch that turns nothing is left to the hole's own button. */
export function useFinger(turns: Turns, turned: (degrees: number) => void) {
  const held = useRef<Held>(undefined);

  function take(event: PointerEvent<HTMLElement>): void {
    const hole = holeAt(event.target);
    if (!event.isPrimary || event.button !== 0 || hole === undefined || turns.isMoving()) return;
    held.current = { hole, pointer: event.pointerId, angle: angleAt(event), turned: 0 };
  }
  function carry(event: PointerEvent<HTMLElement>): void {
    const now = held.current;
    if (now?.pointer !== event.pointerId) return;
    const angle = angleAt(event);
    now.turned = dragged(now.hole, now.turned, now.angle, angle);
    now.angle = angle;
    if (now.turned > touch) event.currentTarget.setPointerCapture(event.pointerId);
    turned(now.turned);
  }
  function leave(event: PointerEvent<HTMLElement>): void {
    const was = held.current;
    if (was?.pointer !== event.pointerId) return;
    held.current = undefined;
    if (was.turned > touch) turns.run(letGo(was.hole, was.turned));
    else turned(0);
  }
  return {
    onPointerDown: take,
    onPointerMove: carry,
    onPointerUp: leave,
    onPointerCancel: leave,
  };
}

function holeAt(target: EventTarget): Hole | undefined {
  const button = target instanceof Element ? target.closest<HTMLElement>("[data-hole]") : null;
  return holes.find((one) => one === button?.dataset["hole"]);
}

/** Of the pointer around the middle of the dial, clockwise from the top. */
function angleAt({ clientX, clientY, currentTarget }: PointerEvent<HTMLElement>): number {
  const { left, top, width, height } = currentTarget.getBoundingClientRect();
  const [x, y] = [clientX - left - width / 2, clientY - top - height / 2];
  return (Math.atan2(x, -y) * 180) / Math.PI;
}
