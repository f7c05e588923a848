/**
 * Who came, tapped in on a worker’s own phone. Each tap is a numbered step, on the disk at once,
 * and stays until the service says that it counted it; sent twice it counts once. What comes after
 * “We’re done” is never counted: it is left for a person to add. No answer and no name is ever
 * among it.
 *
 * @typedef {{n: number, category: string, step: 1 | -1}} Step
 * @typedef {{steps: number, came: Record<string, number>, more?: string[], closed: boolean,
 *   tablets: any[], surveys: any[]}} Board
 * @typedef {{event: string, category: string, step: number, late: boolean}} Left
 * @typedef {{phone: string, event: string, last: number, steps: Step[], board: Board | null,
 *   at: number, left: Left[]}} Row
 */
import { change, read, write } from "./about.js";

/** Steps in one post; the rest follows. */
const MOST = 500;
const PATIENCE = 15_000;

/** Taps that can never be counted now, as a person has to count them: what is on this phone, and
 * what was left before. Late ones came after “We’re done”.
 * @type {(row: Row | undefined, late?: boolean) => Left[]} */
export const uncounted = (row, late = false) => [
  ...(row?.left ?? []),
  ...(row?.steps ?? []).map(({ category, step }) => ({ event: row.event, category, step, late })),
];

/** The row of this phone at its event. What an earlier event left behind stays to be told.
 * @type {(tablet: any) => Promise<Row>} */
export const begin = (tablet) =>
  change("came", (row) =>
    row?.phone === tablet.id
      ? row
      : { phone: tablet.id, event: tablet.event.name, last: 0, steps: [], board: null, at: 0, left: uncounted(row) },
  );

/** One tap. Returns when it is on the disk.
 * @type {(category: string, step: 1 | -1) => Promise<Row>} */
export const tap = (category, step) =>
  change("came", (row) => {
    const n = row.last + 1;
    return { ...row, last: n, steps: [...row.steps, { n, category, step }] };
  });

/** A person has counted what was left behind.
 * @type {() => Promise<Row>} */
export const settle = () => change("came", (row) => ({ ...row, steps: [], left: [] }));

/** The same of what came after “We’re done” only.
 * @type {() => Promise<Row>} */
export const settleLate = () =>
  change("came", (row) => ({ ...row, left: row.left.filter(({ late }) => !late) }));

/** How many came, as far as this phone knows: what the service counted, and the taps it has not.
 * @type {(row: Row, category: string) => number} */
export function count(row, category) {
  const own = row.steps.filter((step) => step.category === category);
  return own.reduce((sum, { step }) => Math.max(0, sum + step), row.board?.came[category] ?? 0);
}

/** @type {(token: string, steps: Step[]) => Promise<{status: number, said: any, at: number}>} */
async function ask(token, steps) {
  const how = {
    headers: { Authorization: `Bearer ${token}` },
    credentials: "omit",
    cache: "no-store",
    redirect: "error",
    signal: AbortSignal.timeout(PATIENCE),
  };
  if (steps.length) {
    how.method = "POST";
    how.headers["Content-Type"] = "application/json";
    how.body = JSON.stringify({ steps });
  }
  const response = await fetch(steps.length ? "/tablet/came" : "/tablet/event.json", how);
  const at = Date.parse(response.headers.get("Date") ?? "") || Date.now();
  return { status: response.status, said: await response.json(), at };
}

/** Only the service’s own words are believed; a hall’s Wi-Fi also answers 200, and 401.
 * @type {(reply: {status: number, said: any}) => "told" | "over" | "later"} */
function meaning({ status, said }) {
  if (status === 200 && Number.isInteger(said?.steps) && Array.isArray(said.tablets)) return "told";
  return status === 401 && Array.isArray(said?.faults) ? "over" : "later";
}

/** Send what was not counted yet, and hear how things stand: "told" all, "later", or "over" where
 * this phone is none of the event’s any more.
 * @type {() => Promise<"told" | "later" | "over">} */
export async function exchange() {
  for (;;) {
    const [tablet, row] = [await read("tablet"), await read("came")];
    const reply = await ask(tablet.token, row.steps.slice(0, MOST)).catch(() => null);
    const meant = reply ? meaning(reply) : "later";
    if (meant !== "told") return meant;
    const after = await heard(row.phone, reply.said, reply.at);
    await write({ name: "clock", off: reply.at - Date.now() });
    if (!after.steps.length) return "told";
    if (after.steps[0].n === row.steps[0]?.n) return "later";
  }
}

/** @type {(phone: string, board: Board, at: number) => Promise<Row>} */
const heard = (phone, board, at) =>
  change("came", (row) =>
    row.phone !== phone
      ? row
      : {
          ...row,
          board,
          at,
          last: Math.max(row.last, board.steps),
          ...waiting({ ...row, steps: row.steps.filter((step) => step.n > board.steps) }, board),
        },
  );

/** What waits to be counted still does, or it came too late.
 * @type {(row: Row, board: Board) => {steps: Step[], left: Left[]}} */
const waiting = (row, { closed }) =>
  closed ? { steps: [], left: uncounted(row, true) } : { steps: row.steps, left: row.left };
