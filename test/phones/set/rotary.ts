/** How a dial is made. */
export interface DialMaking {
  /** Pulses a second: 10, or 20 for a fast one. */
  readonly speed: number;
  /** Share of each pulse in which the loop is open: 0.61 in America, 0.67 or 0.6 in Europe. */
  readonly breaks: number;
  /** Milliseconds from the last pulse of a digit to the first of the next. */
  readonly between: number;
  /** Where 0 stands: ten pulses nearly everywhere; Sweden's dials begin with it, New Zealand's run backwards. */
  readonly numbering: "usual" | "swedish" | "newZealand";
}

export const usualDial: DialMaking = { speed: 10, breaks: 0.61, between: 800, numbering: "usual" };

/** A stretch of time, in whole milliseconds, in which the loop's contact is closed or open. */
export interface Contact {
  readonly closed: boolean;
  readonly lasts: number;
  /** The dial runs: it keeps its own noise from ear and microphone. */
  readonly runs?: true;
}

/** What the contact does while those digits are dialled: every pulse opens the loop and closes it. */
export function dialPulses(digits: string, making: Partial<DialMaking> = {}): readonly Contact[] {
  const { speed, breaks, between, numbering } = { ...usualDial, ...making };
  const [period, open] = [Math.round(1000 / speed), Math.round((1000 * breaks) / speed)];
  return [...digits].flatMap((digit) => {
    const pulses = Array.from({ length: pulseCount(digit, numbering) }, (): Contact[] => [
      { closed: false, lasts: open, runs: true },
      { closed: true, lasts: period - open, runs: true },
    ]).flat();
    return [...pulses, { closed: true, lasts: between }];
  });
}

function pulseCount(digit: string, numbering: DialMaking["numbering"]): number {
  if (!/^\d$/.test(digit)) throw new Error(`${digit} is not on a dial`);
  const value = Number(digit);
  if (numbering === "swedish") return value + 1;
  const backwards = numbering === "newZealand" && value > 0;
  return backwards ? 10 - value : value || 10;
}
