/** How busy this thread is. Where there is none, as in a simulated world, it never is. */
export interface Load {
  /** The share of the time since it was last asked that was spent working, 0 to 1. One asker. */
  sinceLast(): number;
}
