/** What is looked for first is drawn first: all else waits until that is on the screen. */
import { createContext, startTransition, useContext, useEffect, useState } from "react";

/** A page in the background draws nothing: it does not wait for that. */
const patience = 200;

/** Acts as soon as what is drawn by now is on the screen; what comes back gives that up. */
export function afterPaint(act: () => void): () => void {
  let timer = setTimeout(act, patience);
  const frame = requestAnimationFrame(() => {
    clearTimeout(timer);
    timer = setTimeout(act); // a frame's callbacks come before it is drawn
  });
  return () => {
    cancelAnimationFrame(frame);
    clearTimeout(timer);
  };
}

/** False at first; true, without haste, as soon as what was drawn by then is on the screen. */
export function useFirstDrawn(): boolean {
  const [isDrawn, setDrawn] = useState(false);
  useEffect(() => afterPaint(() => startTransition(() => setDrawn(true))), []);
  return isDrawn;
}

const AfterFirst = createContext(true);
export const AfterFirstProvider = AfterFirst.Provider;
/** Whether it is time for what is not looked for first. */
export const useAfterFirst = (): boolean => useContext(AfterFirst);
