/** Pages whose elements are nested in their thousands, over which browsers and readers take minutes. */

/** Levels that a page may have: three times those of the deepest that are read. */
const DEEPEST = 120;
const TAG = /<(\/?)([a-z][a-z0-9-]*)(?:\s[^<>]*)?>/gi;
/** Elements without an end, and those whose end need not be written. */
const WITHOUT_END = new Set(
  'area base br col embed hr img input link meta param source track wbr p li dd dt tr td th thead tbody tfoot option optgroup colgroup rp rt body head html'.split(' '),
);

/** Leaves out the tags that lie deeper, and none of the words. Linear. @param {string} html */
export function shallow(html) {
  let depth = 0;
  let end = 0;
  return html.replace(TAG, (tag, slash, name, place) => {
    if (WITHOUT_END.has(name.toLowerCase()) || tag.endsWith('/>')) return tag;
    const level = slash ? depth : depth + 1;
    depth = slash ? Math.max(0, depth - 1) : level;
    if (level <= DEEPEST) return tag;
    // Words stay apart, by one space for a run of tags.
    const goesOn = place === end;
    end = place + tag.length;
    return goesOn ? '' : ' ';
  });
}
