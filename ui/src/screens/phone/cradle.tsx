/** The handset in its cradle, or lifted. */
export const Cradle = ({ lifted }: { readonly lifted: boolean }) => (
  <div className={lifted ? "cradle up" : "cradle"}>
    <svg viewBox="0 0 400 92" aria-hidden="true" preserveAspectRatio="none">
      <defs>
        <linearGradient id="bakelite" x1="0" y1="0" x2="0" y2="1">
          <stop offset="0" stopColor="#fcf8ef" />
          <stop offset=".55" stopColor="#ece4d4" />
          <stop offset="1" stopColor="#cfc5b1" />
        </linearGradient>
      </defs>
      <path
        fill="url(#bakelite)"
        d="M34 8 H366 C388 8 398 22 398 42 V66 C398 82 388 90 372 90 H316 C300 90 292 82 290 70 L287 58 C285 50 280 46 272 46 H128 C120 46 115 50 113 58 L110 70 C108 82 100 90 84 90 H28 C12 90 2 82 2 66 V42 C2 22 12 8 34 8 Z"
      />
      <path d="M30 16 H370" stroke="#fff" strokeWidth="3" strokeLinecap="round" opacity=".75" />
    </svg>
  </div>
);
