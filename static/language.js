/** The same page in another language: it never goes anywhere, so nothing that was said is lost. */

/** @type {(page: Document) => HTMLInputElement[]} */
const fields = (page) => [...page.querySelectorAll("form :is(input:not([type=hidden]), textarea)")];

/** Put the words of another page into this one. Every answer stays what it was.
 * @type {(address: string) => Promise<void>} */
export async function turn(address) {
  const reply = await fetch(address);
  if (!reply.ok) throw new Error(address);
  const other = new DOMParser().parseFromString(await reply.text(), "text/html");
  const given = fields(document);
  for (const field of fields(other)) {
    const tap = ["radio", "checkbox"].includes(field.type);
    const same = (was) => was.name === field.name && (!tap || was.value === field.value);
    const [was] = given.splice(given.findIndex(same), 1);
    if (tap) field.checked = was.checked;
    else field.value = was.value;
  }
  document.body.replaceChildren(...other.body.childNodes);
  const { lang, dir } = other.documentElement;
  Object.assign(document.documentElement, { lang, dir });
}
