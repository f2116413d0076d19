/** In English, how the exchange gets its operator. */
export const setUp = {
  "setUp.headline": "You run this exchange.",
  "setUp.text":
    "Choose how you sign in. The link that led here is good once; ringwise exchange setup-link prints another.",
  "setUp.noLink":
    "Nobody runs this exchange yet. Open the link that was printed when it started, or print another with ringwise exchange setup-link.",
  "setUp.go": "Set up",
};
