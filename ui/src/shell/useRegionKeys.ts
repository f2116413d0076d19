import { useEffect } from "react";

/** F6 goes to the next part of the page, Shift F6 to the one before: a caller is reached without a mouse. */
export function useRegionKeys(): void {
  useEffect(() => {
    const key = (event: KeyboardEvent): void => {
      if (event.key !== "F6" || event.ctrlKey || event.altKey || event.metaKey) return;
      event.preventDefault();
      const step = event.shiftKey ? -1 : 1;
      void import("./regions.ts").then(({ jump }) => jump(step));
    };
    addEventListener("keydown", key, true); // before what keeps keys to itself
    return () => removeEventListener("keydown", key, true);
  }, []);
}
