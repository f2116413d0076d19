/** The worker that beats: its clock goes on where a page's in the background is slowed down. */
const every = 20_000;

setInterval(() => postMessage(1), every);
