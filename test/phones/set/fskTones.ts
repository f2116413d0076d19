/** What bits sound like, in whole Hz: a 1 is a mark, a 0 a space. */
export interface FskTones {
  readonly mark: number;
  readonly space: number;
}

/** North America, and who follows it. */
export const BELL_202: FskTones = { mark: 1200, space: 2200 };
/** ITU-T V.23, mode 2: ETSI countries, Britain, Japan. */
export const V_23: FskTones = { mark: 1300, space: 2100 };
