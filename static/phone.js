/**
 * The questions on a phone of one's own, or wherever the page came straight from the server:
 * nothing is stored. When the page goes, so does what was not sent.
 */
import { ask } from "./child.js";
import { newId } from "./record.js";
import { keep } from "./send.js";

const id = newId();

ask({
  finish(said, wait, slow) {
    wait();
    return keep(`${location.pathname}/responses`, id, JSON.stringify({ id, ...said }), slow);
  },
});
