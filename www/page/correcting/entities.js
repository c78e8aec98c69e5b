/** Finding, making and joining entities, for corrections. */
import { kindOf } from '../../lib/kinds.js';
import { spanOf, standsAt } from './anchors.js';

/**
 * @typedef {import('./graph.js').Graph} Graph
 * @typedef {import('./graph.js').EntityNode} EntityNode
 * @typedef {import('./graph.js').MentionNode} MentionNode
 */

/** Whether what is marked so belongs to an entity, as times, amounts and roles do not. @param {string} label */
export function hasEntity(label) {
  const { family } = kindOf(label);
  return label !== 'TITLE' && family !== 'times' && family !== 'numbers';
}

const PRONOUN = /^(?:he|she|it|they|him|her|them|his|hers|its|their|theirs|i|we|you|one|this|who)$/i;

/** Whether words mean someone and name nobody. @param {string} words */
export function isPronoun(words) {
  return PRONOUN.test(words);
}

/** The entity that is meant; one of that name is made where it is not found. @param {Graph} graph @param {import('./corrections.js').Who} who */
export function resolve(graph, { at, name, label }) {
  const place = at && !at.lost ? spanOf(at) : null;
  const isThere = standsAt(place);
  const there = graph.mentions.find((mention) => mention.entity && isThere(mention));
  return there?.entity ?? named(graph, label, name) ?? create(graph, label, name);
}

/** @param {Graph} graph @param {string} label @param {string} name */
export function named(graph, label, name) {
  const wanted = name.toLowerCase();
  return graph.entities.find(
    (entity) => entity.label === label && [entity.name, ...entity.aliases].some((other) => other.toLowerCase() === wanted),
  );
}

/** @param {Graph} graph @param {import('../../lib/newsmark.js').Label} label @param {string} name @returns {EntityNode} */
export function create(graph, label, name) {
  /** @type {EntityNode} */
  const made = { label, name: name.replace(/\s+/g, ' '), aliases: [], titles: [], age: null, affiliations: [], references: [], corrected: true };
  graph.entities.push(made);
  return made;
}

/** Gives mentions to an entity, with the quotes that they speak. @param {Graph} graph @param {MentionNode[]} mentions @param {EntityNode} target */
export function give(graph, mentions, target) {
  const before = new Set(mentions.map(({ entity }) => entity));
  for (const mention of mentions) {
    for (const quote of graph.quotes) {
      const { speaker, entity } = quote;
      const speaks = speaker && speaker.start <= mention.start && mention.end <= speaker.end;
      if (speaks && (entity === null || entity === mention.entity)) quote.entity = target;
    }
    if (mention.label !== target.label) mention.value = null;
    Object.assign(mention, { entity: target, label: target.label });
  }
  for (const entity of [...before, target]) if (entity) Object.assign(entity, { changed: true, corrected: true });
}

/** Makes one entity of two. @param {Graph} graph @param {EntityNode} entity goes away @param {EntityNode} target */
export function merge(graph, entity, target) {
  if (entity === target) return;
  give(graph, graph.mentions.filter((mention) => mention.entity === entity), target);
  target.references.push(...entity.references);
  target.titles = [...new Set([...target.titles, ...entity.titles])];
  target.affiliations = [...new Set([...target.affiliations, ...entity.affiliations])];
  target.age ??= entity.age;
  for (const quote of graph.quotes) {
    if (quote.entity === entity) quote.entity = target;
    if (quote.affiliation === entity) quote.affiliation = target;
    quote.others = quote.others.map((other) => (other === entity ? target : other));
  }
  graph.entities = graph.entities.filter((other) => other !== entity);
}

/** Takes an entity away: what is left of its mentions names none. @param {Graph} graph @param {EntityNode} entity */
export function dissolve(graph, entity) {
  for (const mention of graph.mentions) if (mention.entity === entity) mention.entity = null;
  for (const quote of graph.quotes) {
    if (quote.entity === entity) quote.entity = null;
    if (quote.affiliation === entity) quote.affiliation = null;
    quote.others = quote.others.filter((other) => other !== entity);
  }
  graph.entities = graph.entities.filter((other) => other !== entity);
}
