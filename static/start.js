/**
 * The app, opened. Where an event was chosen before, its first screen comes before the rest of the
 * app is read: a child waits. Whatever stands in the way of that, the app itself knows what to say.
 */
import { resume } from "./events.js";

const going = location.hash === "#app" && globalThis.crypto?.subtle && resume();
Promise.resolve(going)
  .catch(() => false)
  .then((gone) => gone || import("./tablet.js"))
  .catch(() => {}); // The page itself says after a while that nothing has started.
