/**
 * The app where there is no network. It answers what it holds, the shell and the packs, and
 * touches nothing else: no post, no answer, nothing that was asked for afresh. A new version
 * waits until the app was closed. The server writes `SHELL` above this: the files and digests.
 */
const NAME = `shell-${SHELL.version}`;

/** @type {(file: {url: string, sha256: string}) => Promise<[string, Response]>} */
async function fetched({ url, sha256 }) {
  const response = await fetch(url, { cache: "no-store", credentials: "omit", redirect: "error" });
  const bytes = await crypto.subtle.digest("SHA-256", await response.clone().arrayBuffer());
  const hex = [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  if (!response.ok || hex !== sha256) throw new Error(`${url} is not what it should be`);
  return [url, response];
}

/** All files or none: a shell with a hole is no shell. */
async function install() {
  const files = await Promise.all(SHELL.files.map(fetched));
  const cache = await caches.open(NAME);
  try {
    for (const [url, response] of files) await cache.put(url, response);
  } catch (error) {
    await caches.delete(NAME);
    throw error;
  }
}

/** Old shells go, packs and what waits never. */
async function activate() {
  const old = (await caches.keys()).filter((name) => name.startsWith("shell-") && name !== NAME);
  await Promise.all(old.map((name) => caches.delete(name)));
  await clients.claim();
}

/** What is held; this shell before any other cache.
 * @type {(request: Request) => Promise<Response>} */
async function answer(request) {
  const found =
    (await caches.match(request, { cacheName: NAME, ignoreVary: true })) ??
    (await caches.match(request, { ignoreVary: true }));
  // Where a page of a pack is gone the shell knows what to say.
  const gone = request.mode === "navigate" && !request.url.endsWith("/tablet/");
  return found ?? (gone ? Response.redirect("/tablet/#app") : fetch(request));
}

const HELD = /^\/(static\/.+|tablet\/(manifest\.webmanifest|packs\/[^/]+\/.+)?)$/;

addEventListener("install", (event) => event.waitUntil(install()));
addEventListener("activate", (event) => event.waitUntil(activate()));
addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  const afresh = request.cache === "no-store" || request.method !== "GET";
  if (!afresh && origin === location.origin && HELD.test(pathname)) {
    event.respondWith(answer(request));
  }
});
