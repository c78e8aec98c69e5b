/** Pages whose elements are nested in their thousands, over which browsers and readers take minutes. */

/** Elements that go on in each paragraph until they end, as those that browsers begin anew there. */
const GOING_ON = new Set('b big code em font i nobr s small strike strong tt u'.split(' '));
/** Levels of them: more than anybody writes. Each paragraph of a page holds all that are open. */
const DEEPEST_GOING_ON = 8;

/** Levels that a page may have: three times those of the deepest that are read. */
const DEEPEST = 120;
const TAG = /<(\/?)([a-z][a-z0-9-]*)(?:\s[^<>]*)?>/gi;
/** Elements without an end, and those whose end need not be written. */
const WITHOUT_END = new Set(
  'area base br col embed hr img input link meta param source track wbr p li dd dt tr td th thead tbody tfoot option optgroup colgroup rp rt body head html'.split(' '),
);

/** Leaves out the tags that lie deeper, and none of the words. Linear. @param {string} html */
export function shallow(html) {
  const depths = { goingOn: 0, other: 0 };
  let end = 0;
  return html.replace(TAG, (tag, slash, written, place) => {
    const name = written.toLowerCase();
    if (WITHOUT_END.has(name) || tag.endsWith('/>')) return tag;
    const kind = GOING_ON.has(name) ? 'goingOn' : 'other';
    const level = slash ? depths[kind] : depths[kind] + 1;
    depths[kind] = slash ? Math.max(0, depths[kind] - 1) : level;
    if (level <= (kind === 'goingOn' ? DEEPEST_GOING_ON : DEEPEST)) return tag;
    // Words stay apart, by one space for a run of tags.
    const goesOn = place === end;
    end = place + tag.length;
    return goesOn ? '' : ' ';
  });
}
