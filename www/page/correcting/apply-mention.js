/** Applies a correction of a mention. */
import { spanOf, standsAt } from './anchors.js';
import { create, dissolve, give, hasEntity, merge, named, resolve } from './entities.js';

/**
 * @typedef {import('./graph.js').Graph} Graph
 * @typedef {import('./graph.js').MentionNode} MentionNode
 * @typedef {import('./corrections.js').MentionCorrection} MentionCorrection
 */

/** @param {Graph} graph @param {MentionCorrection} correction */
export function correctMention(graph, correction) {
  const { label, entity, name, rest, removed, accepted, scope, extent } = correction;
  if (removed) {
    remove(graph, inScope(graph, correction));
    return;
  }
  if (accepted) {
    for (const mention of inScope(graph, correction)) accept(mention);
    return;
  }
  const chosen = marked(graph, correction);
  const left = chosen[0]?.entity;
  if (chosen.some((mention) => mention.label !== label || (hasEntity(label) && !mention.entity))) relabel(graph, chosen, label, scope);
  if (entity !== undefined && hasEntity(label)) link(graph, chosen, entity, scope);
  if (extent && !extent.lost) reach(graph, chosen[0], extent);
  if (name) call(chosen[0]?.entity, name);
  if (rest && left !== chosen[0]?.entity) call(left, rest);
}

/** @param {import('./graph.js').EntityNode | null | undefined} entity @param {string} name */
function call(entity, name) {
  if (entity) Object.assign(entity, { name, renamed: true, changed: true, corrected: true });
}

/** The mentions that exist, at the place and wherever else the correction reaches. @param {Graph} graph @param {MentionCorrection} correction */
function inScope({ mentions }, { at, scope }) {
  const here = mentions.find(standsAt(spanOf(at)));
  if (!here) return [];
  const { entity, text, label } = here;
  const same = mentions.filter((mention) => mention.entity === entity && mention.text === text && mention.label === label);
  const others = scope === 'here' ? [] : scope === 'wording' || !entity ? same : mentions.filter((mention) => mention.entity === entity);
  return [here, ...others.filter((mention) => mention !== here)];
}

/** Lets a mention go as far as a person says. What hinders it there is gone. @param {Graph} graph @param {MentionNode} mention @param {import('./anchors.js').Anchor} extent */
function reach(graph, mention, extent) {
  const place = spanOf(extent);
  const hindering = graph.mentions.filter((other) => other !== mention && overlap(other, place) && hinders(other, mention.label));
  remove(graph, hindering);
  settle(mention);
  Object.assign(mention, { ...place, text: extent.words, value: null });
  if (mention.entity) mention.entity.changed = true;
}

/** Those mentions; where there are none, new ones. The one at the place comes first. @param {Graph} graph @param {MentionCorrection} correction */
function marked(graph, correction) {
  const { at, scope, label } = correction;
  const existing = inScope(graph, correction);
  if (existing.length > 0) return existing;
  const here = spanOf(at);
  remove(graph, graph.mentions.filter((mention) => overlap(mention, here) && hinders(mention, label)));
  const elsewhere = scope === 'here' ? [] : occurrences(graph.text, at.words).filter(({ start }) => start !== here.start);
  const free = elsewhere.filter((place) => !graph.mentions.some((mention) => overlap(mention, place) && hinders(mention, label)));
  const made = [here, ...free].map((place) => mentionAt(place, at.words, label));
  graph.mentions.push(...made);
  return made;
}

/** @param {import('../state/state.js').Span} place @param {string} text @param {import('./corrections.js').Label} label @returns {MentionNode} */
function mentionAt({ start, end }, text, label) {
  return { start, end, label, text, entity: null, value: null, corrected: true };
}

/** A title may stand over other mentions; no other two may. @param {MentionNode} mention @param {string} label */
function hinders(mention, label) {
  return (mention.label === 'TITLE') === (label === 'TITLE');
}

/** @param {Graph} graph @param {MentionNode[]} chosen @param {import('./corrections.js').Label} label @param {import('./corrections.js').Scope} scope */
function relabel(graph, chosen, label, scope) {
  chosen.forEach(settle);
  const [{ entity, text }] = chosen;
  if (!hasEntity(label)) {
    if (entity && scope === 'entity') dissolve(graph, entity);
    else if (entity) entity.changed = true;
    for (const mention of chosen) Object.assign(mention, { entity: null, label, value: null });
  } else if (entity && scope === 'entity') {
    Object.assign(entity, { label, corrected: true });
    for (const mention of chosen) Object.assign(mention, { label, value: null });
  } else {
    give(graph, chosen, named(graph, label, text.replace(/\s+/g, ' ')) ?? create(graph, label, text));
  }
}

/** @param {Graph} graph @param {MentionNode[]} chosen @param {import('./corrections.js').Who | null} who @param {import('./corrections.js').Scope} scope */
function link(graph, chosen, who, scope) {
  chosen.forEach(settle);
  const [{ entity, label, text }] = chosen;
  // The annotator may have set it apart itself, with the pronouns that mean it.
  const isApart = graph.mentions.every((mention) => mention.entity !== entity || chosen.includes(mention));
  if (who === null) give(graph, chosen, entity && isApart ? entity : create(graph, label, text));
  else if (entity && scope === 'entity') {
    const target = resolve(graph, who);
    merge(graph, entity, target);
    // Where the annotator has made them one, it has chosen a name.
    if (target.name !== who.name) call(target, who.name);
  } else give(graph, chosen, resolve(graph, who));
}

/** @param {Graph} graph @param {MentionNode[]} chosen */
function remove(graph, chosen) {
  const entities = new Set(chosen.map(({ entity }) => entity));
  graph.mentions = graph.mentions.filter((mention) => !chosen.includes(mention));
  for (const entity of entities) {
    if (!entity) continue;
    entity.changed = true;
    if (!graph.mentions.some((mention) => mention.entity === entity)) dissolve(graph, entity);
  }
}

/** What the annotator said of it holds no more. @param {MentionNode} mention */
function settle(mention) {
  accept(mention);
  delete mention.metonym;
}

/** How sure the annotator was does not matter any more. @param {MentionNode} mention */
function accept(mention) {
  mention.corrected = true;
  delete mention.score;
}

/** @param {import('../state/state.js').Span} one @param {import('../state/state.js').Span} other */
function overlap(one, other) {
  return one.start < other.end && other.start < one.end;
}

/** Where the words stand as words of their own. @param {string} text @param {string} words */
export function occurrences(text, words) {
  const places = [];
  for (let start = text.indexOf(words); start >= 0; start = text.indexOf(words, start + words.length)) {
    const end = start + words.length;
    const joined = /[\p{L}\p{N}]$/u.test(text.slice(Math.max(0, start - 2), start)) || /^[\p{L}\p{N}]/u.test(text.slice(end, end + 2));
    if (!joined) places.push({ start, end });
  }
  return places;
}
