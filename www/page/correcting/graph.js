/** Annotations as things that point at each other, so that they can be changed without counting places in lists. */

/**
 * @typedef {import('../../lib/newsmark.js').Annotations} Annotations
 * @typedef {Omit<import('../../lib/newsmark.js').Entity, 'id' | 'mentions'> & { changed?: boolean, renamed?: boolean }} EntityNode
 *   `changed`: it has other mentions or another name than before; `renamed`: a person chose its name
 * @typedef {Omit<import('../../lib/newsmark.js').Mention, 'entity'> & { entity: EntityNode | null }} MentionNode
 * @typedef {Omit<import('../../lib/newsmark.js').Quote, 'entity' | 'entities' | 'affiliation' | 'continues' | 'within'>
 *   & { entity: EntityNode | null, others: EntityNode[], affiliation: EntityNode | null, continues: QuoteNode | null,
 *       within: QuoteNode | null }} QuoteNode `others` speak together with `entity`
 * @typedef {{ text: string, mentions: MentionNode[], entities: EntityNode[], quotes: QuoteNode[] }} Graph
 */

/** @param {Annotations} annotations @param {string} text @returns {Graph} */
export function unpack(annotations, text) {
  const entities = annotations.entities.map(({ id, mentions, ...entity }) => ({ ...entity, references: [...entity.references] }));
  /** @param {number | null} id */
  const entityOf = (id) => (id === null ? null : (entities[id] ?? null));
  /** @type {QuoteNode[]} */
  const quotes = annotations.quotes.map(({ entities: all = [], affiliation = null, ...quote }) => ({
    ...quote,
    entity: entityOf(quote.entity),
    others: all.slice(1).flatMap((id) => entityOf(id) ?? []),
    affiliation: entityOf(affiliation),
    continues: null,
    within: null,
  }));
  annotations.quotes.forEach(({ continues, within }, index) => {
    quotes[index].continues = quotes[continues ?? -1] ?? null;
    quotes[index].within = quotes[within ?? -1] ?? null;
  });
  const mentions = annotations.mentions.map((mention) => ({ ...mention, entity: entityOf(mention.entity) }));
  return { text, mentions, entities, quotes };
}

/**
 * The graph as annotations again, sorted, without entities that occur nowhere any more.
 * @param {Graph} graph @param {Annotations} original for what the graph does not hold
 * @returns {Annotations}
 */
export function pack(graph, original) {
  const mentions = graph.mentions.toSorted(inText);
  const quotes = graph.quotes.toSorted(inText);
  const speaking = new Set(quotes.flatMap(({ entity, others, affiliation }) => [entity, ...others, affiliation]));
  /** @type {Map<EntityNode | null, number[]>} */
  const named = new Map(graph.entities.map((entity) => [entity, []]));
  mentions.forEach(({ entity }, index) => named.get(entity)?.push(index));
  const entities = graph.entities.filter(
    (entity) => named.get(entity)?.length || entity.references.length || speaking.has(entity),
  );
  const ids = new Map(entities.map((entity, id) => [entity, id]));
  const places = new Map(quotes.map((quote, place) => [quote, place]));
  /** @param {EntityNode | null} entity */
  const idOf = (entity) => (entity ? (ids.get(entity) ?? null) : null);
  return {
    ...original,
    mentions: mentions.map((mention) => ({ ...mention, entity: idOf(mention.entity) })),
    entities: entities.map((entity, id) => {
      const { changed, renamed, ...rest } = entity;
      const indices = named.get(entity) ?? [];
      const names = changed ? namesOf(entity, indices.map((index) => mentions[index].text)) : {};
      return { ...rest, ...names, references: entity.references.toSorted(inText), id, mentions: indices };
    }),
    quotes: quotes.map(({ others, ...quote }) => ({
      ...quote,
      entity: idOf(quote.entity),
      entities: [quote.entity, ...others].flatMap((entity) => idOf(entity) ?? []),
      affiliation: idOf(quote.affiliation),
      continues: places.get(/** @type {QuoteNode} */ (quote.continues)) ?? null,
      within: places.get(/** @type {QuoteNode} */ (quote.within)) ?? null,
    })),
  };
}

/**
 * The name and other names of an entity whose mentions have changed. The name stays unless it went away with a mention.
 * @param {EntityNode} entity @param {string[]} texts of its mentions
 */
function namesOf({ name, renamed }, texts) {
  const written = texts.map((text) => text.replace(/\s+/g, ' '));
  const names = written.filter((text, index) => written.findIndex((other) => isSame(text, other)) === index);
  const kept = renamed || names.length === 0 || names.some((other) => isSame(name, other));
  const first = kept ? name : names.reduce((longest, other) => (other.length > longest.length ? other : longest));
  return { name: first, aliases: names.filter((other) => !isSame(first, other)) };
}

/** @param {string} one @param {string} other */
function isSame(one, other) {
  return one.toLowerCase() === other.toLowerCase();
}

/** @param {import('../state/state.js').Span} one @param {import('../state/state.js').Span} other */
function inText(one, other) {
  return one.start - other.start || one.end - other.end;
}
